import type { DeploymentGitOps } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '../../source/WatchedKind';
import { asList, asText, asTexts, fieldOf, pathOf } from '../json';
import { shorten } from '../shorten';
import type { GitOpsData, GitOpsRoot } from './GitOpsData';

const SYNC = new Map<string, DeploymentGitOps['sync']>([
  ['Synced', 'synced'],
  ['OutOfSync', 'out-of-sync'],
]);

const syncOf = (status: unknown) => SYNC.get(asText(status)) ?? 'unknown';

/** Whether it applies to the cluster that it is in itself. */
function appliesHere(spec: unknown): boolean {
  const server = asText(pathOf(spec, 'destination', 'server'));
  const name = asText(pathOf(spec, 'destination', 'name'));
  return server === ''
    ? name === 'in-cluster'
    : /^https:\/\/kubernetes\.default\.svc(:443)?\/?$/.test(server);
}

/** The operation that failed, else what is wrong with the comparison. */
function messageOf(status: unknown): string {
  const failed = /^(Failed|Error)$/.test(
    asText(pathOf(status, 'operationState', 'phase')),
  );
  const complaint = asList(fieldOf(status, 'conditions')).find(condition =>
    /(Error|Warning)$/.test(asText(fieldOf(condition, 'type'))),
  );
  return (
    (failed && asText(pathOf(status, 'operationState', 'message'))) ||
    asText(fieldOf(complaint, 'message')) ||
    asText(pathOf(status, 'health', 'message'))
  );
}

/**
 * Applications of Argo CD that apply rollouts of this kind in the cluster
 * that they are in themselves.
 *
 * A hub that applies to other clusters cannot be joined: its Applications name
 * a server by an address of their own, and nothing tells that it is the one
 * that the portal knows by another. They are dropped, so that they are never
 * taken for rollouts of the same name next to the hub.
 *
 * @public
 */
export function argoCdApplications(root: GitOpsRoot): WatchedKind<GitOpsData> {
  return {
    id: 'applications',
    group: 'argoproj.io',
    version: 'v1alpha1',
    plural: 'applications',
    optional: true,
    digest({ spec, status }) {
      const namespace = asText(pathOf(spec, 'destination', 'namespace'));
      const resources = asList(fieldOf(status, 'resources'))
        .filter(
          resource =>
            asText(fieldOf(resource, 'kind')) === root.kind &&
            asText(fieldOf(resource, 'group')) === root.group,
        )
        .map(resource => ({
          resource,
          namespace: asText(fieldOf(resource, 'namespace')) || namespace,
          name: asText(fieldOf(resource, 'name')),
        }));
      if (resources.length === 0 || !appliesHere(spec)) {
        return null;
      }
      return {
        belongsTo: resources.map(({ namespace: where, name }) => ({
          kind: root.id,
          namespace: where,
          name,
        })),
        data: {
          whole: {
            tool: 'argo-cd',
            sync: syncOf(pathOf(status, 'sync', 'status')),
            health: asText(pathOf(status, 'health', 'status')),
            revision:
              asText(pathOf(status, 'sync', 'revision')) ||
              // One each source of an Application with several.
              asTexts(pathOf(status, 'sync', 'revisions')).join(', '),
            message: shorten(messageOf(status)),
            selfHeal:
              pathOf(spec, 'syncPolicy', 'automated', 'selfHeal') === true &&
              pathOf(spec, 'syncPolicy', 'automated', 'enabled') !== false,
          },
          parts: Object.fromEntries(
            resources.map(({ resource, namespace: where, name }) => [
              `${where}/${name}`,
              partOf(resource),
            ]),
          ),
        },
      };
    },
  };
}

/** What it says of one resource; health is absent where it has no opinion. */
function partOf(resource: unknown): GitOpsData['parts'][string] {
  const sync = asText(fieldOf(resource, 'status'));
  const health = asText(pathOf(resource, 'health', 'status'));
  const message = asText(pathOf(resource, 'health', 'message'));
  return {
    ...(sync && { sync: syncOf(sync) }),
    ...(health && { health }),
    ...(message && { message: shorten(message) }),
  };
}
