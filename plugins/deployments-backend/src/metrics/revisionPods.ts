import type { DeploymentRevision } from '@heal7/backstage-plugin-deployments-common';
import { escapeRegex } from './promql';
import type { TimeRange } from './TimeRange';

const MAX_PODS = 100;
const MAX_PARTS = 8;

/** Which pods stand for a revision in a part of a range. @internal */
export interface RevisionPods {
  from: Date;
  to: Date;
  /** A regular expression that their names match, and no others do. */
  pods: string;
}

type Revision = Pick<DeploymentRevision, 'hash' | 'pods'>;

// A pod's name is its ReplicaSet's, which ends in the revision's hash. Engines
// that keep two Deployments put a word between the two.
const byHash = (workload: string, hash: string) =>
  `${escapeRegex(workload)}-((primary|canary|blue|green)-)?${escapeRegex(
    hash,
  )}-[^-]+`;

/**
 * Whether its pods tell by their names which revision they are of. Those of a
 * StatefulSet do not, nor do those whose long names were cut.
 *
 * @internal
 */
export function namedByHash(workload: string, { hash, pods }: Revision) {
  const pattern = new RegExp(`^(?:${byHash(workload, hash)})$`);
  return pods.every(({ name }) => pattern.test(name));
}

/** Some of them, evenly, with the first and the last. */
const thinned = (starts: number[]) =>
  starts.length <= MAX_PARTS
    ? starts
    : Array.from(
        { length: MAX_PARTS },
        (_, index) =>
          starts[Math.round((index * (starts.length - 1)) / (MAX_PARTS - 1))],
      );

/**
 * The pods of a revision over a range. Names that carry its hash hold for all
 * of it, also for pods that are gone. Other names are taken one by one, each
 * from when the pod was made: a StatefulSet gives the name to the revision
 * after, so that before then it was a pod of another one.
 *
 * @param windowSeconds - what a value looks back over; it must not reach back
 * to the pod before.
 * @throws Error when there are too many names to ask for.
 * @internal
 */
export function podsOfRevision(
  workload: string,
  revision: Revision,
  range: TimeRange,
  windowSeconds: number,
): RevisionPods[] {
  const { from, to } = range;
  if (namedByHash(workload, revision)) {
    return [{ from, to, pods: byHash(workload, revision.hash) }];
  }
  if (revision.pods.length > MAX_PODS) {
    throw new Error(
      `The revision has ${revision.pods.length} pods whose names do not tell which revision they are of; at most ${MAX_PODS} can be asked for by name`,
    );
  }
  const step = range.stepSeconds * 1000;
  const first = from.getTime();
  const pods = revision.pods.map(({ name, createdAt }) => {
    const since =
      createdAt === null ? first : Date.parse(createdAt) + windowSeconds * 1000;
    const start = first + Math.max(0, Math.ceil((since - first) / step)) * step;
    return { name, start };
  });
  const starts = [...new Set(pods.map(({ start }) => start))]
    .filter(start => start <= to.getTime())
    .sort((a, b) => a - b);
  return thinned(starts).map((start, index, all) => ({
    from: new Date(start),
    to: index + 1 < all.length ? new Date(all[index + 1] - step) : to,
    pods: pods
      .filter(pod => pod.start <= start)
      .map(({ name }) => escapeRegex(name))
      .sort()
      .join('|'),
  }));
}
