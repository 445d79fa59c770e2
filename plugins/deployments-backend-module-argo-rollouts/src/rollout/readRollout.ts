import { WORKLOAD_MARKS } from '@heal7/backstage-plugin-deployments-common';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import {
  asInteger,
  asTextMap,
  fieldOf,
  parseGoInteger,
  readManager,
} from '@heal7/backstage-plugin-deployments-node';
import { readSpec } from './readSpec';
import { readStatus } from './readStatus';
import type { RolloutData } from './RolloutData';

const WORKLOAD_GENERATION = 'rollout.argoproj.io/workload-generation';

/** Reads a Rollout of any version, known or not. Never throws. */
export function readRollout(object: KubernetesObject): RolloutData {
  const metadata: unknown = object.metadata;
  const labels = asTextMap(fieldOf(metadata, 'labels'));
  const annotations = asTextMap(fieldOf(metadata, 'annotations'));
  return {
    labels,
    entityRefs: (annotations[WORKLOAD_MARKS.entity] ?? '')
      .split(',')
      .map(ref => ref.trim())
      .filter(ref => ref !== ''),
    managedBy: readManager(labels, annotations),
    generation: asInteger(fieldOf(metadata, 'generation')) ?? 0,
    workloadGeneration: parseGoInteger(
      annotations[WORKLOAD_GENERATION] ?? '',
      32,
    ),
    spec: readSpec(object.spec),
    status: readStatus(object.status),
  };
}
