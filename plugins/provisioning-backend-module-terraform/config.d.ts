export interface Config {
  provisioning?: {
    /**
     * Runs Terraform or OpenTofu on the machine of the portal.
     *
     * Example:
     *
     * ```yaml
     * provisioning:
     *   terraform:
     *     binary: tofu
     *     encryptionKey: ${PROVISIONING_ENCRYPTION_KEY}
     * ```
     */
    terraform?: {
      /** Name on the path, or absolute. Default: `terraform`. */
      binary?: string;
      /**
       * Folder for jobs that run, plans that wait and the cache of providers,
       * on a local disk of this machine that outlives a restart of the portal.
       * Default: `.data/terraform`.
       */
      dataDir?: string;
      /**
       * What saved plans are encrypted with, while they wait for somebody: at
       * least 32 characters, e.g. of `openssl rand -base64 32`.
       *
       * @visibility secret
       */
      encryptionKey: string;
      /**
       * Folder with providers, as `terraform providers mirror` makes it: they
       * are installed from there, and from nowhere else.
       */
      providerMirror?: string;
      /**
       * How long to wait for somebody else's lock of a state. Default: 60.
       */
      lockTimeoutSeconds?: number;
    };
  };
}
