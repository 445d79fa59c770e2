import type {
  DeploymentCondition,
  DeploymentReplicas,
  DeploymentRevisionSource,
} from '@heal7/backstage-plugin-deployments-common';
import {
  asCount,
  asInteger,
  asList,
  asText,
  asTime,
  fieldOf,
  fingerprintOf,
  parseGoInteger,
  pathOf,
  readConditions,
  readContainers,
  readImages,
  readMarks,
  readRevisionSource,
  replicaFailure,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  KubernetesObject,
  Marks,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { isColour } from '../pair/colours';
import type { Colour } from '../pair/colours';

/** What is kept of a colour's Deployment. */
export interface ColourData extends Marks {
  colour: Colour;
  /** Tells whether two pod templates are the same. */
  fingerprint: string;
  containers: string[];
  images: string[];
  source: DeploymentRevisionSource | null;
  /** Number of its newest revision; 0 when none was counted. */
  revision: number;
  replicas: DeploymentReplicas;
  /** When its newest revision last made progress. */
  rolledOutAt: string | null;
  /** What the controller says once it waited too long; null before. */
  deadline: string | null;
  failure: string;
  conditions: DeploymentCondition[];
}

/** `web-green` is the green of the Service `web`. */
function nameOf(
  deployment: string,
): { service: string; colour: Colour } | null {
  const [, service, colour] = /^(.+)-([a-z]+)$/.exec(deployment) ?? [];
  return service && isColour(colour) ? { service, colour } : null;
}

/** Reads a Deployment; null when its name is no colour's. Never throws. */
export function readColour(object: KubernetesObject): ColourData | null {
  const { metadata, spec, status } = object;
  const name = nameOf(asText(fieldOf(metadata, 'name')));
  if (!name) {
    return null;
  }
  const template = fieldOf(spec, 'template');
  const progressing = asList(fieldOf(status, 'conditions')).find(
    condition => fieldOf(condition, 'type') === 'Progressing',
  );
  const late = fieldOf(progressing, 'reason') === 'ProgressDeadlineExceeded';
  return {
    ...readMarks(object),
    colour: name.colour,
    fingerprint: fingerprintOf(template),
    containers: readContainers(template),
    images: readImages(template),
    source: readRevisionSource(template),
    revision:
      parseGoInteger(
        asText(
          pathOf(metadata, 'annotations', 'deployment.kubernetes.io/revision'),
        ),
        32,
      ) ?? 0,
    replicas: {
      desired: Math.max(asInteger(fieldOf(spec, 'replicas')) ?? 1, 0),
      ready: asCount(fieldOf(status, 'readyReplicas')),
      available: asCount(fieldOf(status, 'availableReplicas')),
    },
    rolledOutAt: asTime(fieldOf(progressing, 'lastUpdateTime')),
    deadline: late
      ? asText(fieldOf(progressing, 'message')) || 'ProgressDeadlineExceeded'
      : null,
    failure: replicaFailure(status),
    conditions: readConditions(status),
  };
}

/** The Deployments of colours, by their names. */
export const colourDeployments = (
  labelSelector: string,
): WatchedKind<ColourData> => ({
  id: 'deployments',
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  labelSelector,
  digest(object) {
    const { namespace, name } = object.metadata;
    const data = readColour(object);
    const named = nameOf(asText(name));
    return (
      data && {
        belongsTo: [
          {
            kind: 'services',
            namespace: asText(namespace),
            name: named!.service,
          },
        ],
        data,
      }
    );
  },
});
