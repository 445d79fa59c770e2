import type {
  DeploymentState,
  DeploymentView,
  EntityDeployments,
} from '@heal7/backstage-plugin-deployments-common';

/** What is waited for. */
export type Wanted = {
  cluster: string;
  /** `sha256:...` */
  digest: string;
  /** Of the rollout, where the entity has more than one in the cluster. */
  namespace?: string;
  name?: string;
};

/**
 * - `good`: runs, and all traffic is on it;
 * - `bad`: ended otherwise, or something newer took its place;
 * - `person`: waits until somebody decides;
 * - `open`: is under way;
 * - `unseen`: the cluster does not show the digest yet.
 */
export type Verdict = {
  state: 'good' | 'bad' | 'person' | 'open' | 'unseen';
  reason: string;
};

/** Hash of the revision that carries the digest, once it has been the newest. */
export type Memory = { seen?: string };

/**
 * Judges one answer of the portal. Pure but for `memory`, which keeps what
 * earlier answers have shown: that the digest was there and then was not the
 * newest any more can only be told by remembering.
 */
export function judge(
  answer: EntityDeployments,
  wanted: Wanted,
  memory: Memory,
): Verdict {
  if (!answer.selected) {
    return unseen(
      `${answer.entityRef} has no annotation that selects rollouts (backstage.io/kubernetes-id)`,
    );
  }
  const cluster = answer.clusters.find(({ name }) => name === wanted.cluster);
  if (!cluster) {
    return unseen(`the portal knows no cluster ${wanted.cluster}`);
  }
  if (cluster.condition !== 'watching') {
    // The state is an old one: it may be of before the release.
    return open(
      `the portal has no live view of ${wanted.cluster} (${cluster.condition}): ${cluster.message}`,
    );
  }
  const found = answer.items.filter(item => isWanted(item, wanted));
  if (found.length === 0) {
    return unseen(`${wanted.cluster} shows no rollout of ${answer.entityRef}`);
  }
  if (found.length > 1) {
    const names = found.map(({ state }) => `${state.namespace}/${state.name}`);
    return bad(
      `${wanted.cluster} has several rollouts of ${
        answer.entityRef
      } (${names.join(', ')}): name one`,
    );
  }
  return judgeRollout(found[0].state, wanted.digest, memory);
}

function judgeRollout(
  state: DeploymentState,
  digest: string,
  memory: Memory,
): Verdict {
  const newest = state.revisions.find(
    ({ hash }) => hash === state.basis.revisionHash,
  );
  const carries = (images: string[]) =>
    images.some(image => image.endsWith(`@${digest}`));
  if (!newest || !carries(newest.images)) {
    const instead = newest ? newest.images.join(', ') : 'no revision';
    return memory.seen
      ? bad(`superseded: the newest revision is now ${instead}`)
      : unseen(`the newest revision is ${instead}; ${said(state)}`);
  }
  memory.seen = newest.hash;
  if (state.aborted) return bad(`aborted: ${said(state)}`);
  switch (state.phase) {
    case 'healthy':
      // Healthy is said of the rollout; this asks it of the revision.
      return newest.roles.includes('stable')
        ? { state: 'good', reason: said(state) }
        : open(`healthy, but not the stable revision yet`);
    case 'degraded':
      return bad(`degraded: ${said(state)}`);
    case 'paused':
      return state.pause?.endsAt
        ? open(`${said(state)}, goes on at ${state.pause.endsAt}`)
        : {
            state: 'person',
            reason: `waits for a person: ${said(state)}`,
          };
    default:
      return open(said(state));
  }
}

function isWanted({ state }: DeploymentView, wanted: Wanted): boolean {
  return (
    state.cluster === wanted.cluster &&
    (!wanted.namespace || state.namespace === wanted.namespace) &&
    (!wanted.name || state.name === wanted.name)
  );
}

/** What the rollout says of itself, with what the analyses found. */
function said({ phase, message, step, weight, analysis }: DeploymentState) {
  const failed = analysis.flatMap(run =>
    ['Failed', 'Error', 'Inconclusive'].includes(run.phase)
      ? [`analysis ${run.name} is ${run.phase}: ${run.message}`]
      : [],
  );
  return [
    phase,
    message && `(${message})`,
    step && step.index < step.total && `at step ${step.index} of ${step.total}`,
    weight.actual < weight.max && `with ${weight.actual} % of the traffic`,
    failed.length > 0 && phase !== 'healthy' && `- ${failed[0]}`,
  ]
    .filter(Boolean)
    .join(' ');
}

const open = (reason: string): Verdict => ({ state: 'open', reason });
const unseen = (reason: string): Verdict => ({ state: 'unseen', reason });
const bad = (reason: string): Verdict => ({ state: 'bad', reason });
