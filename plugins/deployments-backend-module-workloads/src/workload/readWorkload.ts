import { matchesLabels } from '@heal7/backstage-plugin-deployments-common';
import type { LabelRequirement } from '@heal7/backstage-plugin-deployments-common';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import {
  asCount,
  asInteger,
  asTextMap,
  fieldOf,
  fingerprintOf,
  pathOf,
  readConditions,
  readContainers,
  readImages,
  readMarks,
  readRevisionSource,
  replicaFailure,
} from '@heal7/backstage-plugin-deployments-node';
import type { TemplateData, WorkloadData } from './WorkloadData';

function readTemplate(
  template: unknown,
  watched: LabelRequirement[],
): TemplateData {
  const labels = asTextMap(pathOf(template, 'metadata', 'labels'));
  return {
    fingerprint: fingerprintOf(template),
    containers: readContainers(template),
    images: readImages(template),
    source: readRevisionSource(template),
    watched: matchesLabels(watched, labels),
  };
}

/**
 * Reads a Deployment or StatefulSet of any version. Never throws.
 *
 * @param watched - the labels by which pods are watched.
 */
export function readWorkload(
  object: KubernetesObject,
  watched: LabelRequirement[],
): WorkloadData {
  const { metadata, spec, status } = object;
  return {
    ...readMarks(object),
    generation: asInteger(fieldOf(metadata, 'generation')) ?? 0,
    observedGeneration: asCount(fieldOf(status, 'observedGeneration')),
    desired: Math.max(asInteger(fieldOf(spec, 'replicas')) ?? 1, 0),
    template: readTemplate(fieldOf(spec, 'template'), watched),
    replicas: asCount(fieldOf(status, 'replicas')),
    updated: asCount(fieldOf(status, 'updatedReplicas')),
    ready: asCount(fieldOf(status, 'readyReplicas')),
    available: asCount(fieldOf(status, 'availableReplicas')),
    conditions: readConditions(status),
    failure: replicaFailure(status),
  };
}

/** The controller has not seen the latest spec yet. */
export const isUnobserved = (data: WorkloadData) =>
  data.observedGeneration < data.generation;
