import type { ServiceData, Target } from './kinds';

/** Percent by revision, as routed now. */
export interface Split {
  /** The newest revision. */
  latest: string;
  /** What has most of the requests besides it; empty when nothing has. */
  stable: string;
  percentOf: Map<string, number>;
  /** Share of the newest that the spec asks for. */
  asked: number;
}

const sumByRevision = (targets: Target[], latest: string) => {
  const sums = new Map<string, number>();
  for (const { revision, percent } of targets) {
    const name = revision || latest;
    sums.set(name, (sums.get(name) ?? 0) + percent);
  }
  return sums;
};

/** Where requests go. Without `traffic` everything goes to the latest. */
export function splitOf({ asked, routed, latest }: ServiceData): Split {
  const percentOf = sumByRevision(routed, latest);
  const [stable = ''] = [...percentOf]
    .filter(([revision, percent]) => revision !== latest && percent > 0)
    .sort(([a, one], [b, other]) => other - one || Number(a > b) - 0.5)
    .map(([revision]) => revision);
  return {
    latest,
    stable,
    percentOf,
    asked:
      asked.length === 0 ? 100 : sumByRevision(asked, latest).get(latest) ?? 0,
  };
}
