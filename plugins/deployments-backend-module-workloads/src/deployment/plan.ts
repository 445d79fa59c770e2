import { ConflictError, InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  ClusterReader,
  KubernetesObject,
  PlannedPatch,
  PlanRequest,
  RollbackTemplates,
} from '@heal7/backstage-plugin-deployments-node';
import { asFields, fieldOf } from '@heal7/backstage-plugin-deployments-node';
import { refOf, restartPatch, templatePatch } from '../workload/patches';
import { assertOffered, DEPLOYMENT_RULES } from '../workload/refusals';
import { DEPLOYMENTS, readDeployment } from './kinds';
import type { DeploymentKinds } from './kinds';
import { readReplicaSets, templateOf } from './live';
import type { LiveReplicaSet } from './live';
import { newestOf, previousOf } from './revisions';
import { situationOf } from './situation';

/** @throws InputError when the hash names none of them. */
function revisionNamed(
  hash: string | undefined,
  replicaSets: LiveReplicaSet[],
): LiveReplicaSet {
  const found = replicaSets.find(({ data }) => hash && data.hash === hash);
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
export async function planDeployment(
  { action, live, revisionHash, now }: PlanRequest,
  kinds: DeploymentKinds,
  reader: ClusterReader,
): Promise<PlannedPatch[]> {
  const data = readDeployment(live, kinds.deployments.labelSelector!);
  const replicaSets = await readReplicaSets(live, kinds, reader);
  assertOffered(DEPLOYMENT_RULES, action, situationOf(data, replicaSets));
  const ref = refOf(DEPLOYMENTS, live);
  switch (action) {
    case 'pause':
      return [{ ref, type: 'merge', body: { spec: { paused: true } } }];
    case 'resume':
      return [{ ref, type: 'merge', body: { spec: { paused: null } } }];
    case 'restart':
      return [restartPatch(ref, now)];
    case 'abort':
      return [templatePatch(ref, templateOf(previousOf(data, replicaSets)!))];
    default: {
      const target = revisionNamed(revisionHash, replicaSets);
      if (target === newestOf(data, replicaSets)) {
        throw new ConflictError(
          `Revision ${revisionHash} is the newest one already; choose another.`,
        );
      }
      return [templatePatch(ref, templateOf(target))];
    }
  }
}

/** What a rollback would change. */
export async function deploymentTemplates(
  request: { live: KubernetesObject; revisionHash: string },
  kinds: DeploymentKinds,
  reader: ClusterReader,
): Promise<RollbackTemplates> {
  const { live, revisionHash } = request;
  const replicaSets = await readReplicaSets(live, kinds, reader);
  return {
    current: (asFields(fieldOf(live.spec, 'template')) ?? {}) as JsonObject,
    target: templateOf(revisionNamed(revisionHash, replicaSets)),
  };
}
