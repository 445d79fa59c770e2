import type { DeploymentGitOps } from '@heal7/backstage-plugin-deployments-common';
import type { NamedReference, WatchedKind } from '../../source/WatchedKind';
import { asFields, asList, asText, fieldOf, pathOf } from '../json';
import { shorten } from '../shorten';
import type { GitOpsData, GitOpsRoot } from './GitOpsData';

const conditionOf = (status: unknown, type: string) =>
  asList(fieldOf(status, 'conditions')).find(
    condition => fieldOf(condition, 'type') === type,
  );

const isTrue = (condition: unknown) =>
  asText(fieldOf(condition, 'status')) === 'True';

/** Flux's own words, the most telling first. */
function healthOf(spec: unknown, status: unknown): string {
  const ready = conditionOf(status, 'Ready');
  if (fieldOf(spec, 'suspend') === true) {
    return 'Suspended';
  }
  if (isTrue(conditionOf(status, 'Stalled'))) {
    return 'Stalled';
  }
  if (isTrue(ready)) {
    return 'Ready';
  }
  return isTrue(conditionOf(status, 'Reconciling'))
    ? 'Reconciling'
    : asText(fieldOf(ready, 'reason'));
}

/**
 * Flux has no word for it: applied is what it tried last, and tried is all
 * that it was given. What it did not get to try is not known.
 */
function syncOf(
  status: unknown,
  applied: string,
  generation: unknown,
): DeploymentGitOps['sync'] {
  const attempted = asText(fieldOf(status, 'lastAttemptedRevision'));
  const behind =
    typeof generation === 'number' &&
    typeof fieldOf(status, 'observedGeneration') === 'number' &&
    (fieldOf(status, 'observedGeneration') as number) < generation;
  if (behind || (attempted !== '' && applied !== '' && attempted !== applied)) {
    return 'out-of-sync';
  }
  return isTrue(conditionOf(status, 'Ready')) ? 'synced' : 'unknown';
}

/** Another cluster than its own: what it applies is not here. */
const appliesElsewhere = (spec: unknown) =>
  asFields(fieldOf(spec, 'kubeConfig')) !== undefined;

function wholeOf(
  object: { metadata: unknown; spec?: unknown; status?: unknown },
  revision: string,
  selfHeal: boolean,
): GitOpsData['whole'] {
  const { metadata, spec, status } = object;
  return {
    tool: 'flux',
    sync: syncOf(status, revision, fieldOf(metadata, 'generation')),
    health: healthOf(spec, status),
    revision,
    message: shorten(asText(fieldOf(conditionOf(status, 'Ready'), 'message'))),
    selfHeal: selfHeal && fieldOf(spec, 'suspend') !== true,
  };
}

/** Entries of the inventory are `namespace_name_group_Kind`. */
function inventoryOf(status: unknown, root: GitOpsRoot): NamedReference[] {
  return asList(pathOf(status, 'inventory', 'entries')).flatMap(entry => {
    const parts = asText(fieldOf(entry, 'id')).split('_');
    const [namespace, name, group, kind] = parts;
    return parts.length === 4 && group === root.group && kind === root.kind
      ? [{ kind: root.id, namespace, name }]
      : [];
  });
}

/**
 * Kustomizations of Flux that apply rollouts of this kind in the cluster that
 * they are in themselves. They put back what others change.
 *
 * @public
 */
export function fluxKustomizations(root: GitOpsRoot): WatchedKind<GitOpsData> {
  return {
    id: 'kustomizations',
    group: 'kustomize.toolkit.fluxcd.io',
    version: 'v1',
    olderVersions: ['v1beta2', 'v1beta1'],
    plural: 'kustomizations',
    optional: true,
    digest(object) {
      const belongsTo = inventoryOf(object.status, root);
      const revision = asText(fieldOf(object.status, 'lastAppliedRevision'));
      return belongsTo.length === 0 || appliesElsewhere(object.spec)
        ? null
        : {
            belongsTo,
            data: { whole: wholeOf(object, revision, true), parts: {} },
          };
    },
  };
}

/**
 * HelmReleases of Flux. They do not list what they apply: a rollout names its
 * own, see `helmReleaseOf`.
 *
 * @public
 */
export const fluxHelmReleases: WatchedKind<GitOpsData> = {
  id: 'helmreleases',
  group: 'helm.toolkit.fluxcd.io',
  version: 'v2',
  olderVersions: ['v2beta2', 'v2beta1'],
  plural: 'helmreleases',
  optional: true,
  digest(object) {
    const { spec, status } = object;
    const [latest] = asList(fieldOf(status, 'history'));
    const revision =
      asText(fieldOf(status, 'lastAppliedRevision')) ||
      asText(fieldOf(latest, 'chartVersion'));
    return appliesElsewhere(spec)
      ? null
      : {
          data: {
            whole: wholeOf(
              object,
              revision,
              asText(pathOf(spec, 'driftDetection', 'mode')) === 'enabled',
            ),
            parts: {},
          },
        };
  },
};

const HELM = 'helm.toolkit.fluxcd.io/';

/**
 * What a rollout `uses` because of the labels that Flux puts on all that a
 * HelmRelease applies.
 *
 * @public
 */
export function helmReleaseOf(
  labels: Record<string, string>,
): NamedReference[] {
  const name = labels[`${HELM}name`] ?? '';
  const namespace = labels[`${HELM}namespace`] ?? '';
  return name === '' || namespace === ''
    ? []
    : [{ kind: fluxHelmReleases.id, namespace, name }];
}
