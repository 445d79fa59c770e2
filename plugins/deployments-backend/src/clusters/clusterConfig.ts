import { ConfigReader } from '@backstage/config';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/**
 * The credential with which the portal acts on a cluster: a token, a file
 * that holds one (read again for each action, so that it may rotate), or the
 * sign-in of the Kubernetes plugin with other parameters.
 *
 * @internal
 */
export type ActingConfig =
  | { kind: 'token'; token: string }
  | { kind: 'tokenFile'; path: string }
  | { kind: 'authMetadata'; authMetadata: Record<string, string> };

/**
 * Who may act on workloads of a namespace that do not name an entity.
 *
 * @internal
 */
export interface NamespaceOwners {
  namespace: string;
  /** Full entity refs, in lower case. */
  entityRefs: string[];
  /** Full refs of owners; all entities they own are meant. */
  ownerRefs: string[];
}

/**
 * What `deployments.clusters.<name>` says; see config.d.ts.
 *
 * @internal
 */
export interface ClusterConfig {
  title: string | null;
  environment: string | null;
  demo: boolean;
  /** Empty means all namespaces, by cluster-wide watches. */
  namespaces: string[];
  acting: ActingConfig | null;
  owners: NamespaceOwners[];
  /** Whether an action has to say why. */
  reasonRequired: boolean;
  /** Null when there are none. */
  metrics: { source: string; config: Config } | null;
}

/** @internal */
export const DEFAULT_CLUSTER_CONFIG: ClusterConfig = {
  title: null,
  environment: null,
  demo: false,
  namespaces: [],
  acting: null,
  owners: [],
  reasonRequired: false,
  metrics: null,
};

function readActing(config: Config | undefined, at: string) {
  if (!config) {
    return null;
  }
  const token = config.getOptionalString('token');
  const path = config.getOptionalString('tokenFile');
  const authMetadata =
    config.getOptional<Record<string, string>>('authMetadata');
  const given: ActingConfig[] = [];
  if (token !== undefined) {
    given.push({ kind: 'token', token });
  }
  if (path !== undefined) {
    given.push({ kind: 'tokenFile', path });
  }
  if (authMetadata !== undefined) {
    given.push({ kind: 'authMetadata', authMetadata });
  }
  if (given.length !== 1) {
    throw new InputError(
      `${at}.acting must have exactly one of 'token', 'tokenFile' and 'authMetadata'; it has ${given.length}`,
    );
  }
  return given[0];
}

function readRefs(
  config: Config,
  key: string,
  at: string,
  defaultKind: string,
) {
  return (config.getOptionalStringArray(key) ?? []).map(text => {
    try {
      return stringifyEntityRef(parseEntityRef(text, { defaultKind }));
    } catch (error) {
      throw new InputError(`${at}.${key}: '${text}' is no entity ref`, error);
    }
  });
}

function readOwners(config: Config, at: string): NamespaceOwners {
  const owners = {
    namespace: config.getString('namespace'),
    entityRefs: readRefs(config, 'entityRefs', at, 'component'),
    ownerRefs: readRefs(config, 'ownerRefs', at, 'group'),
  };
  if (owners.entityRefs.length + owners.ownerRefs.length === 0) {
    throw new InputError(
      `${at} names nobody: give 'entityRefs' or 'ownerRefs', or remove it`,
    );
  }
  return owners;
}

const readMetrics = (config: Config | undefined): ClusterConfig['metrics'] =>
  config ? { source: config.getString('source'), config } : null;

/**
 * Whether actions in a cluster must say why: as its environment is configured,
 * and in production by default, unless the cluster is only a demonstration.
 */
function readReasonRequired(
  root: Config,
  environment: string | null,
  demo: boolean,
): boolean {
  if (environment === null) {
    return false;
  }
  const environments =
    root.getOptional<JsonObject>('deployments.environments') ?? {};
  const configured = new ConfigReader(
    (environments[environment] ?? {}) as JsonObject,
    'deployments',
    undefined,
    `deployments.environments.${environment}`,
  ).getOptionalBoolean('reasonRequired');
  return configured ?? (environment === 'production' && !demo);
}

/**
 * Reads `deployments.clusters`, by name of the cluster.
 *
 * @throws InputError naming the key that is wrong.
 * @internal
 */
export function readClusterConfigs(config: Config): Map<string, ClusterConfig> {
  // Names like `prod-1` or `k8s.example.com` are no config keys, so they are
  // looked up in the plain object.
  const clusters = config.getOptional<JsonObject>('deployments.clusters') ?? {};
  return new Map(
    Object.entries(clusters).map(([name, value]) => {
      const at = `deployments.clusters.${name}`;
      if (value !== null && typeof value !== 'object') {
        throw new InputError(`${at} must be an object`);
      }
      const cluster = new ConfigReader(
        (value ?? {}) as JsonObject,
        'deployments',
        undefined,
        at,
      );
      const environment = cluster.getOptionalString('environment') ?? null;
      const demo = cluster.getOptionalBoolean('demo') ?? false;
      return [
        name,
        {
          title: cluster.getOptionalString('title') ?? null,
          environment,
          demo,
          namespaces: cluster.getOptionalStringArray('namespaces') ?? [],
          acting: readActing(cluster.getOptionalConfig('acting'), at),
          owners: (cluster.getOptionalConfigArray('owners') ?? []).map(
            (owners, index) => readOwners(owners, `${at}.owners[${index}]`),
          ),
          reasonRequired: readReasonRequired(config, environment, demo),
          metrics: readMetrics(cluster.getOptionalConfig('metrics')),
        },
      ];
    }),
  );
}
