export interface Config {
  platform?: {
    /**
     * Users and groups that may do everything but act on rollouts and provision
     * stacks.
     */
    admins?: string[];
    /**
     * Who may act on rollouts, and where. Empty: nobody. The workload must
     * also name the entity, see the deployments plugin.
     */
    acting?: Array<{
      /** `owners` of the entity, `everyone`, or user and group refs. */
      to: 'owners' | 'everyone' | string[];
      /** Names of clusters, or `demo` for those marked as demo. */
      clusters: 'demo' | string[];
      /** `deployments.clusters.<name>.environment` of these. Default: all. */
      environments?: string[];
      /** Default: all. */
      actions?: string[];
    }>;
    /**
     * Who may do what with stacks, and where. Empty: nobody. Seeing them is for
     * everybody who is signed in.
     */
    provisioning?: Array<{
      /** `owners` of the stack, `everyone`, or user and group refs. */
      to: 'owners' | 'everyone' | string[];
      /**
       * Names of environments, or `sandbox` for those that are marked as one.
       */
      environments: 'sandbox' | string[];
      /** Default: all. */
      acts?: Array<'create' | 'plan' | 'approve' | 'destroy'>;
    }>;
    /** Who may freeze clusters and environments. Empty: nobody. */
    freezing?: Array<{
      /** `everyone`, or user and group refs. */
      to: 'everyone' | string[];
      /**
       * Grant it only as long as every cluster that can be acted on is marked
       * as demo.
       */
      demoOnly?: boolean;
    }>;
  };
}
