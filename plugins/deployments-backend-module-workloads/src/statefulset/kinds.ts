import { parseLabelSelector } from '@heal7/backstage-plugin-deployments-common';
import {
  asInteger,
  asText,
  asTime,
  eventsAbout,
  fieldOf,
  gitOpsKinds,
  helmReleaseOf,
  ownerUids,
  pathOf,
  podsWith,
  readContainers,
  readImages,
  readRevisionSource,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  KubernetesObject,
  PodData,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import type { DeploymentRevisionSource } from '@heal7/backstage-plugin-deployments-common';
import { readWorkload } from '../workload/readWorkload';
import type { WorkloadData } from '../workload/WorkloadData';

/** What is kept of a StatefulSet. */
export interface StatefulSetData extends WorkloadData {
  /** Names of ControllerRevisions; empty before the first status. */
  currentRevision: string;
  updateRevision: string;
  onDelete: boolean;
  /** Pods with an ordinal below it keep their revision. */
  partition: number;
  /** Pods are made one after the other, each when the one before is ready. */
  ordered: boolean;
}

/** What is kept of a ControllerRevision; its name is the object's. */
export interface ControllerRevisionData {
  revision: number;
  containers: string[];
  images: string[];
  source: DeploymentRevisionSource | null;
  createdAt: string | null;
}

/** A pod that says which ControllerRevision it was made from. */
export interface StatefulPodData extends PodData {
  revision: string;
}

/** The label that only pods of StatefulSets have. */
const POD_LABEL = 'statefulset.kubernetes.io/pod-name';
const REVISION_LABEL = 'controller-revision-hash';

/** The resource that stands for a rolling update. */
export const STATEFUL_SETS = {
  id: 'statefulsets',
  group: 'apps',
  version: 'v1',
  plural: 'statefulsets',
} as const;

/** Reads a StatefulSet of any version. Never throws. */
export function readStatefulSet(
  object: KubernetesObject,
  labelSelector: string,
): StatefulSetData {
  const { spec, status } = object;
  const rolling = pathOf(spec, 'updateStrategy', 'rollingUpdate');
  return {
    ...readWorkload(object, parseLabelSelector(labelSelector)),
    currentRevision: asText(fieldOf(status, 'currentRevision')),
    updateRevision: asText(fieldOf(status, 'updateRevision')),
    onDelete: pathOf(spec, 'updateStrategy', 'type') === 'OnDelete',
    partition: Math.max(asInteger(fieldOf(rolling, 'partition')) ?? 0, 0),
    ordered: fieldOf(spec, 'podManagementPolicy') !== 'Parallel',
  };
}

/** The pod template that a ControllerRevision keeps. */
export const templateIn = (revision: KubernetesObject): unknown =>
  pathOf(revision.data, 'spec', 'template');

/** What is watched, by the same labels as the StatefulSets. */
export function statefulSetKinds(labelSelector: string) {
  const statefulSets: WatchedKind<StatefulSetData> = {
    ...STATEFUL_SETS,
    labelSelector,
    digest(object) {
      const data = readStatefulSet(object, labelSelector);
      return { uses: helmReleaseOf(data.labels), data };
    },
  };
  const controllerRevisions: WatchedKind<ControllerRevisionData> = {
    id: 'controllerrevisions',
    group: 'apps',
    version: 'v1',
    plural: 'controllerrevisions',
    // Stand-ins of an API server may do without; revisions are then unknown.
    optional: true,
    labelSelector: `${labelSelector},controller.kubernetes.io/hash`,
    digest(object) {
      const template = templateIn(object);
      return {
        ownedBy: ownerUids(object),
        data: {
          revision: asInteger(object.revision) ?? 0,
          containers: readContainers(template),
          images: readImages(template),
          source: readRevisionSource(template),
          createdAt: asTime(fieldOf(object.metadata, 'creationTimestamp')),
        },
      };
    },
  };
  const plainPods = podsWith(`${labelSelector},${POD_LABEL}`);
  const pods: WatchedKind<StatefulPodData> = {
    ...plainPods,
    digest(object) {
      const { data, ...links } = plainPods.digest(object)!;
      const revision = asText(
        pathOf(object.metadata, 'labels', REVISION_LABEL),
      );
      return { ...links, data: { ...data, revision } };
    },
  };
  return {
    statefulSets,
    controllerRevisions,
    pods,
    events: eventsAbout('StatefulSet'),
    gitOps: gitOpsKinds({
      id: 'statefulsets',
      group: 'apps',
      kind: 'StatefulSet',
    }),
  };
}

/** @see statefulSetKinds */
export type StatefulSetKinds = ReturnType<typeof statefulSetKinds>;
