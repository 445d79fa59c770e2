import { WORKLOAD_MARKS } from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentManager } from '@heal7/backstage-plugin-deployments-common';
import type { KubernetesObject } from '../source/KubernetesObject';
import { asTextMap, fieldOf } from './json';
import { readManager } from './managedBy';

/**
 * What an object's metadata says to the portal.
 *
 * @public
 */
export interface Marks {
  labels: Record<string, string>;
  /** Entities that it names as its own. */
  entityRefs: string[];
  managedBy: DeploymentManager | null;
}

/**
 * The marks of a workload, or of what stands for one.
 *
 * @public
 */
export function readMarks(object: KubernetesObject): Marks {
  const labels = asTextMap(fieldOf(object.metadata, 'labels'));
  const annotations = asTextMap(fieldOf(object.metadata, 'annotations'));
  return {
    labels,
    entityRefs: (annotations[WORKLOAD_MARKS.entity] ?? '')
      .split(',')
      .map(ref => ref.trim())
      .filter(ref => ref !== ''),
    managedBy: readManager(labels, annotations),
  };
}
