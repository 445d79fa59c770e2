import { kubeTime, type Clock } from '../../clock/clock.mts';
import type { ObjectStore } from '../../store/objectStore.mts';
import { RESOURCES } from '../../store/resourceType.mts';
import type { EventRecorder } from '../eventRecorder.mts';
import { podTemplateHash } from '../podTemplate.mts';
import type { ReplicaSet } from '../workloadTypes.mts';
import { setCondition } from './conditions.mts';
import { PauseChanges } from './pauses.mts';
import {
  DESIRED_ANNOTATION,
  desiredReplicas,
  HASH_LABEL,
  REVISION_ANNOTATION,
  type Rollout,
  type RolloutStatus,
} from './types.mts';

/** Where rollouts are reconciled. */
export interface RolloutContext {
  store: ObjectStore;
  clock: Clock;
  events: EventRecorder;
}

/** One look at one rollout, and what is decided during it. */
export interface Pass extends RolloutContext {
  rollout: Rollout;
  /** The ReplicaSet of the pod template that is wanted. */
  newRS: ReplicaSet;
  /** The one that serves; undefined before the first deployment. */
  stableRS: ReplicaSet | undefined;
  /** Neither of them. */
  otherRSs: ReplicaSet[];
  allRSs: ReplicaSet[];
  /** The status being written. */
  status: RolloutStatus;
  pause: PauseChanges;
}

/** Hash of the pod template that a ReplicaSet was made of. */
export function hashOf(replicaSet: ReplicaSet | undefined): string {
  return replicaSet?.metadata.labels?.[HASH_LABEL] ?? '';
}

/** Number of the revision of a rollout or ReplicaSet; 0 when it has none. */
export function revisionOf(object: Rollout | ReplicaSet): number {
  return Number(object.metadata.annotations?.[REVISION_ANNOTATION] ?? 0);
}

/** True when no update is under way. */
export function isFullyPromoted(rollout: Rollout): boolean {
  return rollout.status?.stableRS === rollout.status?.currentPodHash;
}

/** The status of a rollout; an empty one before the first pass. */
export function statusOf(rollout: Rollout): RolloutStatus {
  return rollout.status ?? { blueGreen: {}, canary: {} };
}

/** Annotations that a ReplicaSet does not take over from its rollout. */
const OWN_ANNOTATIONS = new Set([
  REVISION_ANNOTATION,
  'kubectl.kubernetes.io/last-applied-configuration',
]);

function inheritedAnnotations(rollout: Rollout): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rollout.metadata.annotations ?? {}).filter(
      ([key]) => !OWN_ANNOTATIONS.has(key),
    ),
  );
}

function createReplicaSet(
  context: RolloutContext,
  rollout: Rollout,
  hash: string,
  revision: number,
): ReplicaSet {
  const { name, namespace, uid } = rollout.metadata;
  const { template, selector } = rollout.spec;
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  const created = context.store.create<ReplicaSet>(RESOURCES.replicaSets, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      annotations: {
        ...inheritedAnnotations(rollout),
        [REVISION_ANNOTATION]: String(revision),
        [DESIRED_ANNOTATION]: String(desiredReplicas(rollout)),
      },
      ownerReferences: [
        {
          apiVersion: rollout.apiVersion,
          kind: 'Rollout',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas: 0,
      selector: {
        matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash },
      },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
    status: { replicas: 0 },
  });
  context.events.record(
    rollout,
    'Normal',
    'NewReplicaSetCreated',
    `Created ReplicaSet ${created.metadata.name} (revision ${revision})`,
  );
  return created;
}

/** Numbers the wanted ReplicaSet above all others, and the rollout with it. */
function syncRevision(
  context: RolloutContext,
  rollout: Rollout,
  newRS: ReplicaSet,
  maxOld: number,
): { rollout: Rollout; newRS: ReplicaSet } {
  const { store, events } = context;
  const revision = String(Math.max(maxOld + 1, revisionOf(newRS)));
  const numbered = store.replace<ReplicaSet>(RESOURCES.replicaSets, {
    ...newRS,
    metadata: {
      ...newRS.metadata,
      annotations: {
        ...newRS.metadata.annotations,
        [REVISION_ANNOTATION]: revision,
      },
    },
  });
  if (rollout.metadata.annotations?.[REVISION_ANNOTATION] === revision) {
    return { rollout, newRS: numbered };
  }
  const updated = store.replace<Rollout>(RESOURCES.rollouts, {
    ...rollout,
    metadata: {
      ...rollout.metadata,
      annotations: {
        ...rollout.metadata.annotations,
        [REVISION_ANNOTATION]: revision,
      },
    },
  });
  events.record(
    updated,
    'Normal',
    'RolloutUpdated',
    `Rollout updated to revision ${revision}`,
  );
  return { rollout: updated, newRS: numbered };
}

/** Looks at a rollout and its ReplicaSets; makes the wanted one if missing. */
export function beginPass(context: RolloutContext, seen: Rollout): Pass {
  const { store, clock } = context;
  const known = store.ownedBy<ReplicaSet>(
    RESOURCES.replicaSets,
    seen.metadata.uid,
  );
  const hash = podTemplateHash(seen.spec.template);
  const existing = known.find(replicaSet => hashOf(replicaSet) === hash);
  const maxOld = Math.max(
    0,
    ...known.filter(other => other !== existing).map(revisionOf),
  );
  const made = existing ?? createReplicaSet(context, seen, hash, maxOld + 1);
  const { rollout, newRS } = syncRevision(context, seen, made, maxOld);
  const before = statusOf(rollout);
  const allRSs = [...known.filter(other => other !== existing), newRS];
  const stableRS = before.stableRS
    ? allRSs.find(replicaSet => hashOf(replicaSet) === before.stableRS)
    : undefined;
  const conditions = existing
    ? before.conditions
    : setCondition(
        before.conditions ?? [],
        {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetCreated',
          message: `Created new replica set "${newRS.metadata.name}"`,
        },
        clock.now(),
      );
  const pause = new PauseChanges(rollout);
  if (isFullyPromoted(rollout) && pause.aborted) {
    pause.removeAbort();
  }
  return {
    ...context,
    rollout,
    newRS,
    stableRS,
    otherRSs: allRSs.filter(item => item !== newRS && item !== stableRS),
    allRSs,
    status: {
      blueGreen: {},
      canary: before.canary.weights ? { weights: before.canary.weights } : {},
      conditions,
      restartedAt: before.restartedAt,
    },
    pause,
  };
}

/** Records an event about the rollout. */
export function recordEvent(
  pass: Pass,
  reason: string,
  message: string,
  type: 'Normal' | 'Warning' = 'Normal',
): void {
  pass.events.record(pass.rollout, type, reason, message);
}

/** Now, as it is written into objects. */
export function nowText(pass: { clock: Clock }): string {
  return kubeTime(pass.clock.now());
}
