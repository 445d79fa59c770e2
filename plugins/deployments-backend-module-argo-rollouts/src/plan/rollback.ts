import { ConflictError, InputError } from '@backstage/errors';
import type {
  ClusterReader,
  PlannedPatch,
  PlanRequest,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import { replicaSets } from '../kinds';
import { HASH_LABEL } from '../kinds/hashLabel';
import { asText, ownerUids } from '@heal7/backstage-plugin-deployments-node';
import type { RolloutData } from '../rollout/RolloutData';
import { templateOf } from './template';

/** Where the pod template is: the Rollout, or the Deployment it refers to. */
function templateHolder(data: RolloutData, rollout: ResourceRef): ResourceRef {
  const { workloadRef } = data.spec;
  if (!workloadRef) {
    return rollout;
  }
  const [version, group = ''] = workloadRef.apiVersion.split('/').reverse();
  return {
    group,
    version,
    plural: 'deployments',
    namespace: rollout.namespace,
    name: workloadRef.name,
  };
}

/**
 * Makes an older revision's pod template the newest. The whole template is
 * replaced: a merge would keep what the newer one added.
 *
 * @throws InputError when no hash is given or no revision has it.
 * @throws ConflictError when it is the newest revision already.
 */
export async function planRollback(
  request: PlanRequest,
  data: RolloutData,
  rollout: ResourceRef,
  reader: ClusterReader,
): Promise<PlannedPatch[]> {
  const hash = request.revisionHash ?? '';
  if (!/^[a-z0-9]+$/i.test(hash)) {
    throw new InputError(
      'A rollback needs the hash of the revision to go back to.',
    );
  }
  if (hash === data.status?.currentPodHash) {
    throw new ConflictError(
      `Revision ${hash} is the newest one already; choose another.`,
    );
  }
  const uid = asText(request.live.metadata.uid);
  const found = await reader.list(
    {
      group: replicaSets.group,
      version: replicaSets.version,
      plural: replicaSets.plural,
      namespace: rollout.namespace,
    },
    { labelSelector: `${HASH_LABEL}=${hash}` },
  );
  const replicaSet = found.find(
    object => uid !== '' && ownerUids(object).includes(uid),
  );
  const template = replicaSet && templateOf(replicaSet);
  if (!template) {
    throw new InputError(
      `Rollout ${rollout.namespace}/${rollout.name} keeps no revision ${hash}; choose one of those shown.`,
    );
  }
  return [
    {
      ref: templateHolder(data, rollout),
      type: 'replace',
      body: [{ op: 'replace', path: '/spec/template', value: template }],
    },
  ];
}
