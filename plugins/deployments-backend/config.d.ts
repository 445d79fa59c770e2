import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * The deployments plugin. The clusters themselves, and the read-only
   * credential with which they are watched, come from `kubernetes`.
   *
   * Example:
   *
   * ```yaml
   * deployments:
   *   clusters:
   *     eks-heal7-production:
   *       title: 'AWS · EKS (primary)'
   *       environment: production
   *       demo: true
   *       acting:
   *         token: ${DEPLOYMENTS_ACTING_TOKEN}
   * ```
   */
  deployments?: {
    /** Actions for agents, e.g. over MCP (`backend.actions.pluginSources`). */
    agents?: {
      /**
       * Lets agents act as well, with the permissions of who sent them.
       * Default: false, they can only look.
       */
      acting?: boolean;
    };
    /** Plans that promote in several clusters, wave by wave. */
    waves?: {
      /**
       * How old a plan may become before it is stopped; at most 7 days.
       * Default: 24 hours.
       */
      maxAge?: HumanDuration | string;
    };
    /** What charts show of every rollout; from Prometheus, for example. */
    metrics?: {
      /**
       * Instead of the built-in ones, which show what Istio measures:
       * requests, server errors and latency.
       */
      charts?: Array<{
        /** Stable; screens translate the titles of the built-in ids. */
        id: string;
        title: string;
        unit: 'percent' | 'milliseconds' | 'per-second' | 'count';
        /**
         * PromQL that answers with one series. `{{cluster}}`, `{{namespace}}`,
         * `{{name}}` and `{{hash}}` stand in double-quoted values of label
         * matchers, where they are escaped; `{{pods}}` is a regular expression
         * for the names of the revision's pods; `{{window}}` is a duration.
         */
        query: string;
        /** Unless an analysis of the rollout has one. */
        limit?: { value: number; bad: 'above' | 'below' };
        /**
         * Names of analysis metrics that judge the same, for their limit; it
         * is multiplied by `factor` (default 1).
         */
        judgedBy?: Array<{ metric: string; factor?: number }>;
      }>;
    };
    /** What holds for all clusters of an environment, by its name. */
    environments?: {
      [name: string]: {
        /**
         * Whether every action has to say why. Default: true for
         * `production`, unless the cluster is a demonstration.
         */
        reasonRequired?: boolean;
      };
    };
    /**
     * How often the entities of rollouts are read from the catalog, for the
     * fleet; each 15 seconds unless given. A schedule as anywhere else in
     * Backstage: `frequency` and `timeout`.
     */
    catalogSync?: SchedulerServiceTaskScheduleDefinitionConfig;
    /**
     * Additions to clusters of the Kubernetes plugin, by their name. A name
     * that it does not know is warned about at start.
     */
    clusters?: {
      [name: string]: {
        /** Shown instead of the name. */
        title?: string;
        /**
         * What the cluster is for, e.g. `staging` or `production`; permission
         * policies can refer to it by the rule IN_ENVIRONMENT.
         */
        environment?: string;
        /** True for demonstration clusters; labelled so on the screen. */
        demo?: boolean;
        /**
         * Watch only these namespaces, for credentials that may not read the
         * whole cluster.
         */
        namespaces?: string[];
        /**
         * The credential for actions, apart from the one for watching.
         * Without it nobody can act on the cluster. Exactly one of its keys.
         */
        acting?: {
          /**
           * A bearer token.
           * @visibility secret
           */
          token?: string;
          /**
           * A file with a bearer token, read for each action, so that it may
           * be rotated.
           */
          tokenFile?: string;
          /**
           * Sign in as the Kubernetes plugin does, with these parameters laid
           * over the cluster's own, e.g.
           * `kubernetes.io/aws-assume-role: arn:aws:iam::…:role/acting`.
           * @deepVisibility secret
           */
          authMetadata?: { [key: string]: string };
        };
        /** Where the cluster's metrics are; without it there are no charts. */
        metrics?: {
          /** `prometheus`, or the id of a source that a module adds. */
          source: string;
          /** E.g. `https://prometheus.example.com`, with a path if it has one. */
          url?: string;
          /** @visibility secret */
          bearerToken?: string;
          basicAuth?: {
            username: string;
            /** @visibility secret */
            password: string;
          };
          /**
           * Sent along, e.g. `X-Scope-OrgID`.
           * @deepVisibility secret
           */
          headers?: { [name: string]: string };
          /** PEM file of the authority that signed its certificate. */
          caFile?: string;
        };
        /**
         * Who may act on workloads that do not name an entity themselves, by
         * namespace.
         */
        owners?: Array<{
          namespace: string;
          /** Entities that the namespace's workloads belong to. */
          entityRefs?: string[];
          /** Owners: all entities owned by them are meant. */
          ownerRefs?: string[];
        }>;
      };
    };
    history?: {
      /** Days that ended rollouts are remembered; 400 when left out. */
      retention?: number;
      /**
       * Days that acts are remembered; 400 when left out. Those of a rollout
       * that is remembered stay as long as it does.
       */
      actsRetention?: number;
    };
    notifications?: {
      /**
       * Whether owners are told through the notifications plugin. True when
       * left out; false is for portals that do not have it.
       */
      owners?: boolean;
      /** Addresses that are told too, by signed requests. */
      webhooks?: Array<{
        /**
         * An http or https address. Redirects are not followed.
         * @visibility secret
         */
        url: string;
        /**
         * Key of the signature, at least 16 characters.
         * @visibility secret
         */
        secret: string;
        /** All of them when left out. */
        events?: Array<'waiting' | 'failed' | 'degraded' | 'recovered'>;
      }>;
    };
  };
}
