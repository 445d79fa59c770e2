export interface Config {
  platform?: {
    /** Users and groups that may do everything but act on rollouts. */
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
