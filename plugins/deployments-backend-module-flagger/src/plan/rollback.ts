import type { JsonObject } from '@backstage/types';
import { ConflictError, InputError } from '@backstage/errors';
import {
  asFields,
  asText,
  fieldOf,
  pathOf,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ClusterReader,
  KubernetesObject,
  PlannedStep,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import type { CanaryData } from '../canary/CanaryData';
import { HASH_LABEL } from '../kinds/hashLabel';
import { templateFingerprint } from '../kinds/templateFingerprint';
import { primaryRef, readIfThere, replicaSetsOf, targetRef } from './live';

type Template = JsonObject;

const templateOf = (object: KubernetesObject) =>
  asFields(fieldOf(object.spec, 'template')) as Template | undefined;

/** The template that a ReplicaSet was made from. */
function withoutHash(template: Template): Template {
  const metadata = asFields(template.metadata) ?? {};
  const labels = Object.entries(asFields(metadata.labels) ?? {}).filter(
    ([key]) => key !== HASH_LABEL,
  );
  return {
    ...template,
    metadata: { ...metadata, labels: Object.fromEntries(labels) } as JsonObject,
  };
}

/**
 * The target's ReplicaSet of a revision. A hash of the primary's means the
 * target's of the same version: the primary's own template has other labels
 * and other ConfigMaps, which would not do for the target.
 */
async function find(
  reader: ClusterReader,
  hash: string,
  target: KubernetesObject,
  primary: ResourceRef,
): Promise<Template | undefined> {
  const sets = await replicaSetsOf(reader, target);
  const hashOf = (set: KubernetesObject) =>
    asText(pathOf(set.metadata, 'labels', HASH_LABEL));
  const own = sets.find(set => hashOf(set) === hash);
  if (own) {
    return templateOf(own);
  }
  const copy = await readIfThere(reader, primary);
  const copies = copy ? await replicaSetsOf(reader, copy) : [];
  const meant = copies.map(set => [set, templateOf(set)] as const);
  const template = meant.find(([set]) => hashOf(set) === hash)?.[1];
  const version = template && templateFingerprint(template);
  return sets
    .map(templateOf)
    .find(one => one && templateFingerprint(one) === version);
}

/**
 * The target's pod template now, and as it was in a revision.
 *
 * @throws InputError when no hash is given or no revision has it.
 */
export async function templatesOf(
  request: { live: KubernetesObject; revisionHash?: string },
  data: CanaryData,
  reader: ClusterReader,
): Promise<{ current: Template; target: Template }> {
  const { live, revisionHash: hash = '' } = request;
  if (!/^[a-z0-9]+$/i.test(hash)) {
    throw new InputError(
      'A rollback needs the hash of the revision to go back to.',
    );
  }
  const deployment = await reader.get(targetRef(live, data));
  const found = await find(reader, hash, deployment, primaryRef(live, data));
  if (!found) {
    throw new InputError(
      `Deployment ${live.metadata.namespace}/${data.spec.target.name} keeps no revision ${hash}; choose one of those shown.`,
    );
  }
  return {
    current: templateOf(deployment) ?? {},
    target: withoutHash(found),
  };
}

/**
 * Makes an older revision's pod template the target's. The whole template is
 * replaced: a merge would keep what the newer one added.
 *
 * @throws InputError as `templatesOf` does.
 * @throws ConflictError when it is the newest revision already.
 */
export async function planRollback(
  request: { live: KubernetesObject; revisionHash?: string },
  data: CanaryData,
  reader: ClusterReader,
): Promise<PlannedStep[]> {
  const { current, target } = await templatesOf(request, data, reader);
  if (templateFingerprint(current) === templateFingerprint(target)) {
    throw new ConflictError(
      `Revision ${request.revisionHash} is the newest one already; choose another.`,
    );
  }
  return [
    {
      ref: targetRef(request.live, data),
      type: 'replace',
      body: [{ op: 'replace', path: '/spec/template', value: target }],
    },
  ];
}
