/** What a release is: one image with the values of one commit. */
export type Release = {
  environment: string;
  repository: string;
  /** `sha256:...` */
  digest: string;
  /** The commit whose `deploy/` goes out. */
  commit: string;
  /** Where it was made, for whoever reads the branch. */
  run: string;
};

/** The branch that an environment's controller follows. */
export const branchOf = (environment: string): string =>
  `environments/${environment}`;

/** @throws Error that names what is wrong. */
export function checkRelease(release: Release): Release {
  const rules: Array<[keyof Release, RegExp]> = [
    ['environment', /^[a-z][a-z0-9-]{0,62}$/],
    ['repository', /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/],
    ['digest', /^sha256:[0-9a-f]{64}$/],
    ['commit', /^[0-9a-f]{40}$/],
    ['run', /^\S*$/],
  ];
  for (const [key, rule] of rules) {
    if (!rule.test(release[key])) {
      throw new Error(`The release's ${key} cannot be '${release[key]}'`);
    }
  }
  return release;
}

/** The values that go over all others. */
export function releaseValues({ repository, digest }: Release): string {
  return [
    '# Written by the pipeline, read last: this is what runs here.',
    'image:',
    `  repository: ${repository}`,
    "  tag: ''",
    `  digest: ${digest}`,
    '',
  ].join('\n');
}

/** Says to people what the branch's files say to a controller. */
export function releaseMessage(release: Release): string {
  const { environment, digest, commit, run } = release;
  return [
    `Release ${digest.slice(7, 19)} to ${environment}`,
    '',
    `Source-Commit: ${commit}`,
    `Image-Digest: ${digest}`,
    ...(run ? [`Run: ${run}`] : []),
    '',
  ].join('\n');
}

/** The commit that a branch was released from; empty when it does not say. */
export function sourceOf(message: string): string {
  return /^Source-Commit: ([0-9a-f]{40})$/m.exec(message)?.[1] ?? '';
}

/**
 * Engines whose rollouts the portal can follow to their end. What the chart
 * calls `rolling` is the portal's `deployment`.
 */
const FOLLOWED = ['argo-rollouts', 'flagger', 'istio-blue-green', 'rolling'];

/**
 * Whether the portal can say how a release ends. What is no rollout (a cron, a
 * job) ends well when its controller has applied it.
 */
export function watchedBy(
  kind = 'service',
  engine = '',
): { portal: true } | { portal: false; why: string } {
  const by = engine || (kind === 'service' ? 'argo-rollouts' : 'rolling');
  if (kind === 'cron' || kind === 'job') {
    return { portal: false, why: `A ${kind} has no rollout to wait for.` };
  }
  return FOLLOWED.includes(by)
    ? { portal: true }
    : {
        portal: false,
        why: `The portal does not follow rollouts by ${by}: see what applies the branch.`,
      };
}
