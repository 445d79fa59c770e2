import { stringify } from 'yaml';
import type { KubeClient, KubeObject } from './kube-client.mts';

/** A kind of object, as a path below a namespace. */
export interface DumpedKind {
  apiVersion: string;
  resource: string;
}

const ROLLOUTS: DumpedKind = {
  apiVersion: 'argoproj.io/v1alpha1',
  resource: 'rollouts',
};

/** What belongs to a rollout. */
const KINDS: DumpedKind[] = [
  { apiVersion: 'apps/v1', resource: 'deployments' },
  { apiVersion: 'apps/v1', resource: 'replicasets' },
  { apiVersion: 'v1', resource: 'pods' },
  { apiVersion: 'argoproj.io/v1alpha1', resource: 'analysisruns' },
  { apiVersion: 'argoproj.io/v1alpha1', resource: 'experiments' },
  { apiVersion: 'v1', resource: 'services' },
  { apiVersion: 'networking.istio.io/v1beta1', resource: 'virtualservices' },
  { apiVersion: 'networking.istio.io/v1beta1', resource: 'destinationrules' },
  { apiVersion: 'v1', resource: 'events' },
];

/** A list of the API: its items carry no kind of their own. */
interface RawList {
  kind: string;
  items: Array<Omit<KubeObject, 'apiVersion' | 'kind'>>;
}

/** The scheduler's events say nothing of a rollout, and name the machine. */
function isTelling({ reportingComponent }: RawList['items'][0]): boolean {
  return reportingComponent !== 'default-scheduler';
}

/**
 * Every object of a namespace that has to do with rollouts, as one YAML List,
 * just as the API server gives them but for `managedFields`.
 *
 * @param root - the kind that stands for a rollout
 */
export async function dumpNamespace(
  client: KubeClient,
  namespace: string,
  root: DumpedKind = ROLLOUTS,
): Promise<string> {
  const lists = await Promise.all(
    [root, ...KINDS].map(async ({ apiVersion, resource }) => {
      const api = apiVersion.includes('/') ? 'apis' : 'api';
      const list = await client.get<RawList>(
        `/${api}/${apiVersion}/namespaces/${namespace}/${resource}`,
      );
      return list.items.filter(isTelling).map(item => ({
        apiVersion,
        kind: list.kind.replace(/List$/, ''),
        ...item,
        metadata: { ...item.metadata, managedFields: undefined },
      }));
    }),
  );
  return stringify(
    { apiVersion: 'v1', kind: 'List', items: lists.flat() },
    // YAML 1.1 quotes what older parsers would take for dates and booleans.
    { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false },
  );
}
