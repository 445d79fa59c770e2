import { ConflictError, InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  ClusterReader,
  KubernetesObject,
  PlannedPatch,
  PlanRequest,
  RollbackTemplates,
} from '@heal7/backstage-plugin-deployments-node';
import {
  asFields,
  asText,
  fieldOf,
  ownerUids,
} from '@heal7/backstage-plugin-deployments-node';
import { refOf, restartPatch, templatePatch } from '../workload/patches';
import { assertOffered } from '../workload/refusals';
import { readStatefulSet, STATEFUL_SETS, templateIn } from './kinds';
import type { StatefulSetKinds } from './kinds';
import { hashOf } from './revisions';
import { rulesOf, situationOf } from './situation';

async function readRevisions(
  live: KubernetesObject,
  { controllerRevisions }: StatefulSetKinds,
  reader: ClusterReader,
): Promise<KubernetesObject[]> {
  const { group, version, plural, labelSelector } = controllerRevisions;
  const namespace = asText(live.metadata.namespace);
  const uid = asText(live.metadata.uid);
  const objects = await reader.list(
    { group, version, plural, namespace },
    { labelSelector },
  );
  return objects.filter(
    object => uid !== '' && ownerUids(object).includes(uid),
  );
}

/** The template, without the word that says how it is to be patched in. */
function templateOf(revision: KubernetesObject): JsonObject {
  const { $patch: _, ...template } = asFields(templateIn(revision)) ?? {};
  return template as JsonObject;
}

/** @throws InputError when the hash names none of them. */
function revisionNamed(
  hash: string | undefined,
  live: KubernetesObject,
  revisions: KubernetesObject[],
): KubernetesObject {
  const found = revisions.find(
    ({ metadata }) =>
      hash && hashOf(live.metadata.name, metadata.name) === hash,
  );
  if (!found) {
    throw new InputError(
      hash
        ? `No revision ${hash} is kept; choose one of those shown.`
        : 'A rollback needs the hash of the revision to go back to.',
    );
  }
  return found;
}

/** The patches of an action. */
export async function planStatefulSet(
  { action, live, revisionHash, now }: PlanRequest,
  kinds: StatefulSetKinds,
  reader: ClusterReader,
): Promise<PlannedPatch[]> {
  const data = readStatefulSet(live, kinds.statefulSets.labelSelector!);
  const revisions = await readRevisions(live, kinds, reader);
  const names = revisions.map(({ metadata }) => metadata.name);
  assertOffered(rulesOf(data), action, situationOf(data, names));
  const ref = refOf(STATEFUL_SETS, live);
  if (action === 'restart') {
    return [restartPatch(ref, now)];
  }
  const hash =
    action === 'abort'
      ? hashOf(live.metadata.name, data.currentRevision)
      : revisionHash;
  const target = revisionNamed(hash, live, revisions);
  if (target.metadata.name === data.updateRevision) {
    throw new ConflictError(
      `Revision ${hash} is the newest one already; choose another.`,
    );
  }
  return [templatePatch(ref, templateOf(target))];
}

/** What a rollback would change. */
export async function statefulSetTemplates(
  request: { live: KubernetesObject; revisionHash: string },
  kinds: StatefulSetKinds,
  reader: ClusterReader,
): Promise<RollbackTemplates> {
  const { live, revisionHash } = request;
  const revisions = await readRevisions(live, kinds, reader);
  return {
    current: (asFields(fieldOf(live.spec, 'template')) ?? {}) as JsonObject,
    target: templateOf(revisionNamed(revisionHash, live, revisions)),
  };
}
