import { ConflictError, InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  ClusterReader,
  KubernetesObject,
  PlannedPatch,
  PlanRequest,
  ResourceRef,
  RollbackTemplates,
} from '@heal7/backstage-plugin-deployments-node';
import { replicaSets, rollouts } from '../kinds';
import { HASH_LABEL } from '../kinds/hashLabel';
import {
  asFields,
  asText,
  fieldOf,
  ownerUids,
} from '@heal7/backstage-plugin-deployments-node';
import { readRollout } from '../rollout/readRollout';
import type { RolloutData } from '../rollout/RolloutData';
import { templateOf } from './template';

const asJson = (value: unknown) => (asFields(value) ?? {}) as JsonObject;

/** How a Rollout is asked for. */
export function rolloutRef({ metadata }: KubernetesObject): ResourceRef {
  return {
    group: rollouts.group,
    version: rollouts.version,
    plural: rollouts.plural,
    namespace: asText(metadata.namespace),
    name: metadata.name,
  };
}

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
 * The pod template of a revision that is kept.
 *
 * @throws InputError when no hash is given or no revision has it.
 */
async function retainedTemplate(
  live: KubernetesObject,
  hash: string,
  reader: ClusterReader,
): Promise<JsonObject> {
  if (!/^[a-z0-9]+$/i.test(hash)) {
    throw new InputError(
      'A rollback needs the hash of the revision to go back to.',
    );
  }
  const uid = asText(live.metadata.uid);
  const namespace = asText(live.metadata.namespace);
  const found = await reader.list(
    {
      group: replicaSets.group,
      version: replicaSets.version,
      plural: replicaSets.plural,
      namespace,
    },
    { labelSelector: `${HASH_LABEL}=${hash}` },
  );
  const replicaSet = found.find(
    object => uid !== '' && ownerUids(object).includes(uid),
  );
  const template = replicaSet && templateOf(replicaSet);
  if (!template) {
    throw new InputError(
      `Rollout ${namespace}/${live.metadata.name} keeps no revision ${hash}; choose one of those shown.`,
    );
  }
  return template;
}

/**
 * Makes an older revision's pod template the newest. The whole template is
 * replaced: a merge would keep what the newer one added.
 *
 * @throws InputError when no hash is given or no revision has it.
 * @throws ConflictError when it is the newest revision already, or there is
 * none at all.
 */
export async function planRollback(
  request: PlanRequest,
  data: RolloutData,
  rollout: ResourceRef,
  reader: ClusterReader,
): Promise<PlannedPatch[]> {
  const hash = request.revisionHash ?? '';
  const newest = data.status?.currentPodHash ?? '';
  if (newest === '') {
    throw new ConflictError(
      'The controller has made no revision of this rollout yet.',
    );
  }
  if (hash === newest) {
    throw new ConflictError(
      `Revision ${hash} is the newest one already; choose another.`,
    );
  }
  const template = await retainedTemplate(request.live, hash, reader);
  return [
    {
      ref: templateHolder(data, rollout),
      type: 'replace',
      body: [{ op: 'replace', path: '/spec/template', value: template }],
    },
  ];
}

/**
 * The pod template that is in force, and the one of an older revision.
 *
 * @throws InputError when no hash is given or no revision has it.
 */
export async function rollbackTemplates(
  request: { live: KubernetesObject; revisionHash: string },
  reader: ClusterReader,
): Promise<RollbackTemplates> {
  const { live, revisionHash } = request;
  const target = await retainedTemplate(live, revisionHash, reader);
  const holder = templateHolder(readRollout(live), rolloutRef(live));
  const held =
    holder.plural === rollouts.plural ? live : await reader.get(holder);
  return { current: asJson(fieldOf(held.spec, 'template')), target };
}
