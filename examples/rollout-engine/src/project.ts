import type {
  DecisionBasis,
  DeploymentExplanation,
  DeploymentPhase,
  DeploymentRevision,
  DeploymentRole,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import {
  compareNewestFirst,
  compareTexts,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ObservedGroup,
  ObservedObject,
} from '@heal7/backstage-plugin-deployments-node';
import { offersOf } from './actions';
import { revisions } from './kinds';
import type { RevisionData, ServiceData } from './kinds';
import { splitOf } from './split';
import type { Split } from './split';

/** Id of this engine. */
export const ENGINE = 'knative';

/** What a click is decided on: the newest revision, and the shares routed. */
export function basisOfService(uid: string, data: ServiceData): DecisionBasis {
  const { latest, percentOf } = splitOf(data);
  return {
    uid,
    revisionHash: latest,
    stepIndex: null,
    pausedAt: null,
    aborted: false,
    fingerprint: [...percentOf]
      .map(([revision, percent]) => `${revision} ${percent}`)
      .sort()
      .join(', '),
  };
}

function phaseOf(
  data: ServiceData,
  { stable }: Split,
): { phase: DeploymentPhase; message: string } {
  const ready = data.conditions.find(({ type }) => type === 'Ready');
  const message = ready?.message ?? '';
  if (data.observedGeneration < data.generation || !ready) {
    return { phase: 'progressing', message };
  }
  if (ready.status === 'False') {
    return { phase: 'degraded', message };
  }
  // Nothing moves a split on by itself: it waits for a person.
  const moved = ready.status === 'True' && stable === '';
  const waiting = ready.status === 'True' && stable !== '';
  if (moved) {
    return { phase: 'healthy', message };
  }
  return { phase: waiting ? 'paused' : 'progressing', message };
}

function explanationOf(
  phase: DeploymentPhase,
  message: string,
  { latest, asked }: Split,
): DeploymentExplanation | null {
  switch (phase) {
    case 'degraded':
      return {
        code: 'pod-not-ready',
        message: `Knative says: ${message || 'not ready'}`,
        values: { message },
        severity: 'problem',
      };
    case 'paused':
      return {
        code: 'waiting-for-person',
        message: `${latest} has ${asked} % of the requests; promote or abort it.`,
        values: { step: '', weight: String(asked) },
        severity: 'person',
      };
    default:
      return null;
  }
}

function revisionOf(
  { name, data }: ObservedObject<RevisionData>,
  { latest, stable }: Split,
): DeploymentRevision {
  const { images, replicas, ready, createdAt } = data;
  const roles: Record<string, DeploymentRole> = {
    [stable]: 'stable',
    [latest]: stable === '' ? 'stable' : 'canary',
  };
  const role = roles[name] ?? 'old';
  return {
    role,
    roles: [role],
    hash: name,
    revision: 0,
    images,
    digests: images.map(() => ''),
    source: null,
    replicas: {
      desired: replicas.desired,
      ready: ready ? replicas.actual : 0,
      available: ready ? replicas.actual : 0,
    },
    pods: [],
    createdAt,
  };
}

/** Objects to state: pure, whatever their order. */
export function project(group: ObservedGroup<ServiceData>): DeploymentState {
  const { cluster, root } = group;
  const { data, namespace, name, uid } = root;
  const split = splitOf(data);
  const { phase, message } = phaseOf(data, split);
  const shown = [...group.related(revisions)]
    .sort(
      (a, b) =>
        compareNewestFirst(a.data.createdAt, b.data.createdAt) ||
        compareTexts(b.name, a.name),
    )
    .map(revision => revisionOf(revision, split));
  const newest = shown.find(({ hash }) => hash === split.latest);
  return {
    cluster,
    namespace,
    name,
    uid,
    engine: ENGINE,
    strategy: 'canary',
    phase,
    message,
    aborted: false,
    step: null,
    steps: [],
    weight: {
      set: split.asked,
      actual: split.percentOf.get(split.latest) ?? 0,
      max: 100,
    },
    traffic: null,
    trafficRouter: 'knative',
    headerRoutes: [],
    pause:
      phase === 'paused'
        ? { reason: 'Split', startedAt: null, endsAt: null }
        : null,
    explanation: explanationOf(phase, message, split),
    replicas: newest?.replicas ?? { desired: 0, ready: 0, available: 0 },
    revisions: shown,
    analysis: [],
    conditions: data.conditions,
    events: [],
    labels: data.labels,
    entityRefs: data.entityRefs,
    managedBy: data.managedBy,
    gitOps: null,
    actions: offersOf(split),
    basis: basisOfService(uid, data),
  };
}
