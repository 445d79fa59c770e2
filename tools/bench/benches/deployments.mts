import type { Bench } from '../support/bench.mts';
import type { Row } from '../support/report.mts';
import { measurePages } from './deployments/pages.mts';
import { measureScale } from './deployments/scale.mts';

/** Rollouts of each of the two clusters. */
const SIZES = [1_000, 10_000];

/** The deployments plugin: its speed, and what thousands of rollouts cost. */
export const deployments: Bench = {
  summary:
    "a page's data at 1, 10, 30 viewers, and 2 x 1,000 to 2 x N rollouts; --real: the page's, on real API servers",
  counts: `N: rollouts of each cluster (${SIZES[1]})`,
  async run({ count = SIZES[1], real, cleanup, progress }) {
    const pages = await measurePages(real, cleanup, progress);
    if (real) {
      return { title: 'The deployments plugin, on real API servers', ...pages };
    }
    const rows: Row[] = [...pages.rows];
    const notes = [...pages.notes];
    const scales: { total: number; rss: number }[] = [];
    for (const size of [...new Set([Math.min(SIZES[0], count), count])]) {
      const scale = await measureScale(size, cleanup, progress);
      rows.push(...scale.rows);
      // The next one takes minutes; what is known is not lost with it.
      scale.rows.forEach(({ what, figure, p50, p95 }) =>
        progress(`${what}: ${figure}: ${p50} ${p95}`),
      );
      scales.push(scale);
    }
    const [small, large] = scales;
    if (large) {
      // What a backend takes without any rollout cancels out.
      const each = (large.rss - small.rss) / (large.total - small.total) / 1024;
      notes.push(`memory per rollout, by the two sizes: ${each.toFixed(1)} kB`);
    }
    return { title: 'The deployments plugin', rows, notes };
  },
};
