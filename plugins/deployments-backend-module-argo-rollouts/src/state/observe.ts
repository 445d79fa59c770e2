import type {
  KubernetesObject,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import {
  analysisRuns,
  destinationRules,
  events,
  experiments,
  gitOps,
  pods,
  replicaSets,
  rollouts,
  virtualServices,
} from '../kinds';
import { observeObject } from '@heal7/backstage-plugin-deployments-node';

const [applications, kustomizations, helmReleases] = gitOps;

/** Kinds as files name them. A watch names the plural instead. */
const KINDS: [kind: string, watched: WatchedKind][] = [
  ['Rollout', rollouts],
  ['ReplicaSet', replicaSets],
  ['Pod', pods],
  ['AnalysisRun', analysisRuns],
  ['Experiment', experiments],
  ['VirtualService', virtualServices],
  ['DestinationRule', destinationRules],
  ['Event', events],
  ['Application', applications],
  ['Kustomization', kustomizations],
  ['HelmRelease', helmReleases],
];

/** Any version: the fields in question are the same, or read as missing. */
function watchedKindOf(object: KubernetesObject): WatchedKind | undefined {
  const apiVersion = object.apiVersion ?? '';
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return KINDS.find(
    ([kind, watched]) => kind === object.kind && watched.group === group,
  )?.[1];
}

/**
 * What a collector would keep of the objects of one cluster. Kinds that do
 * not matter are left out. Of an object given twice the last one counts, as
 * with `kubectl apply`.
 */
export function observe(objects: KubernetesObject[]): ObservedObject[] {
  const observed = new Map<string, ObservedObject>();
  for (const object of objects) {
    const kind = watchedKindOf(object);
    const found = kind && observeObject(kind, object);
    if (found) {
      const { namespace, name } = found;
      observed.set(JSON.stringify([found.kind, namespace, name]), found);
    }
  }
  return [...observed.values()];
}
