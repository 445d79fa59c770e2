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
      /** Default: all. */
      actions?: string[];
    }>;
  };
}
