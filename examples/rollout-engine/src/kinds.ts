import type { DeploymentCondition } from '@heal7/backstage-plugin-deployments-common';
import {
  asCount,
  asList,
  asText,
  asTime,
  fieldOf,
  ownerUids,
  pathOf,
  readConditions,
  readImages,
  readMarks,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  KubernetesObject,
  Marks,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';

/** Where a share of the requests goes. */
export interface Target {
  /** Empty for "whatever is the latest". */
  revision: string;
  percent: number;
}

/** What is kept of a Knative Service: what its state depends on. */
export interface ServiceData extends Marks {
  generation: number;
  observedGeneration: number;
  latest: string;
  /** What the spec asks for, and what is routed. */
  asked: Target[];
  routed: Target[];
  conditions: DeploymentCondition[];
}

/** What is kept of a Revision; its name is the object's. */
export interface RevisionData {
  images: string[];
  ready: boolean;
  replicas: { desired: number; actual: number };
  createdAt: string | null;
}

const readTargets = (traffic: unknown): Target[] =>
  asList(traffic).map(target => ({
    revision: asText(fieldOf(target, 'revisionName')),
    percent: asCount(fieldOf(target, 'percent')),
  }));

/** Reads a Service of any version. Never throws: see json.ts of the library. */
export function readService(object: KubernetesObject): ServiceData {
  const { metadata, spec, status } = object;
  return {
    ...readMarks(object),
    generation: asCount(fieldOf(metadata, 'generation')),
    observedGeneration: asCount(fieldOf(status, 'observedGeneration')),
    latest: asText(fieldOf(status, 'latestCreatedRevisionName')),
    asked: readTargets(fieldOf(spec, 'traffic')),
    routed: readTargets(fieldOf(status, 'traffic')),
    conditions: readConditions(status),
  };
}

/** The resource that stands for a rollout: the root. */
export const services: WatchedKind<ServiceData> = {
  id: 'services',
  group: 'serving.knative.dev',
  version: 'v1',
  plural: 'services',
  digest: object => ({ data: readService(object) }),
};

/**
 * The versions. A Service owns a Configuration, which owns the Revisions: both
 * links are needed for a Revision to find its Service.
 */
export const revisions: WatchedKind<RevisionData> = {
  id: 'revisions',
  group: 'serving.knative.dev',
  version: 'v1',
  plural: 'revisions',
  digest: object => ({
    ownedBy: ownerUids(object),
    data: {
      images: readImages({ spec: object.spec }),
      ready: readConditions(object.status).some(
        ({ type, status }) => type === 'Ready' && status === 'True',
      ),
      replicas: {
        desired: asCount(fieldOf(object.status, 'desiredReplicas')),
        actual: asCount(fieldOf(object.status, 'actualReplicas')),
      },
      createdAt: asTime(pathOf(object, 'metadata', 'creationTimestamp')),
    },
  }),
};

/** Between a Service and its Revisions; nothing else is kept of it. */
export const configurations: WatchedKind<null> = {
  id: 'configurations',
  group: 'serving.knative.dev',
  version: 'v1',
  plural: 'configurations',
  digest: object => ({ ownedBy: ownerUids(object), data: null }),
};
