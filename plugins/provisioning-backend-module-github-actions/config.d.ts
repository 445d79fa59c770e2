export interface Config {
  provisioning?: {
    /**
     * Stacks planned and applied by a workflow of GitHub Actions; the executor
     * is there when this is.
     */
    githubActions?: {
      /**
       * Repository with the workflow and the modules, as
       * `https://github.com/heal7/infrastructure`. Its host has to be under
       * `integrations.github`, with credentials that may write actions.
       */
      repository: string;
      /** File name of the workflow; `stack.yml` when left out. */
      workflow?: string;
      /** Branch whose workflow is run; `main` when left out. */
      ref?: string;
      /**
       * What plans, states and logs are sealed with on their way; the secret
       * `HEAL7_SEAL_KEY` of the workflow's environments. 32 characters or more.
       * @visibility secret
       */
      sealKey: string;
      /** Seconds between two looks at a run; 10 when left out. */
      pollSeconds?: number;
    };
  };
}
