import type {
  DeploymentGitOps,
  DeploymentManager,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  ObservedGroup,
  ObservedObject,
  WatchedKind,
} from '../../source/WatchedKind';
import { compareTexts } from '../json';
import { argoCdApplications } from './argoCd';
import { fluxHelmReleases, fluxKustomizations, helmReleaseOf } from './flux';
import type { GitOpsData, GitOpsRoot } from './GitOpsData';

/**
 * The kinds to watch for what GitOps tools say of rollouts of this kind. The
 * root has to `uses: helmReleaseOf(labels)` besides.
 *
 * @public
 */
export function gitOpsKinds(root: GitOpsRoot): WatchedKind<GitOpsData>[] {
  return [argoCdApplications(root), fluxKustomizations(root), fluxHelmReleases];
}

/** Whether it applies this rollout: also in a group that holds too much. */
function applies(
  candidate: ObservedObject<GitOpsData>,
  root: ObservedObject,
  labels: Record<string, string>,
): boolean {
  const names = (
    ref: { namespace: string; name: string },
    of: ObservedObject,
  ) => ref.namespace === of.namespace && ref.name === of.name;
  return candidate.kind === fluxHelmReleases.id
    ? helmReleaseOf(labels).some(ref => names(ref, candidate))
    : candidate.belongsTo.some(
        ref => ref.kind === root.kind && names(ref, root),
      );
}

/**
 * What the GitOps tool that manages a rollout says of it; null when its
 * objects are not there, or not in this cluster. Two that claim the same
 * rollout are at odds: the one that left its marks on it last is believed.
 *
 * @param kinds - from `gitOpsKinds`.
 * @param root - labels of the root, and who manages it by its marks.
 * @public
 */
export function gitOpsOf(
  group: ObservedGroup,
  kinds: WatchedKind<GitOpsData>[],
  root: { labels: Record<string, string>; managedBy: DeploymentManager | null },
): DeploymentGitOps | null {
  const marked = (candidate: ObservedObject<GitOpsData>) =>
    Number(
      candidate.data.whole.tool === root.managedBy?.tool &&
        // An Application in another namespace than its tool's is marked so.
        [candidate.name, `${candidate.namespace}_${candidate.name}`].includes(
          root.managedBy.name,
        ),
    );
  const [found] = kinds
    .flatMap(kind => group.related(kind))
    .filter(candidate => applies(candidate, group.root, root.labels))
    .sort(
      (a, b) =>
        marked(b) - marked(a) ||
        compareTexts(a.kind, b.kind) ||
        compareTexts(a.namespace, b.namespace) ||
        compareTexts(a.name, b.name),
    );
  if (!found) {
    return null;
  }
  const { namespace, name, data } = found;
  const own = `${group.root.namespace}/${group.root.name}`;
  const part = Object.hasOwn(data.parts, own) ? data.parts[own] : {};
  return { ...data.whole, name, namespace, ...part };
}
