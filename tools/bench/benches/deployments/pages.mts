import type { Cleanup } from '../../support/cleanup.mts';
import { startCountingProxy } from '../../support/countingProxy.mts';
import { startGeneratedClusters } from '../../support/generatedClusters.mts';
import { kubernetesPlugin, ours, verify } from '../../support/pageViews.mts';
import type { View } from '../../support/pageViews.mts';
import { startPortal } from '../../support/portal.mts';
import type { Row } from '../../support/report.mts';
import { summarise } from '../../support/statistics.mts';
import type { Summary } from '../../support/statistics.mts';
import { signIn } from '../../support/visitor.mts';

const CLUSTERS = ['eks-bench', 'gke-bench'];
const SIZE = { rollouts: 500, replicaSets: 3, pods: 3 };
const VIEWERS = [1, 10, 30];
const VIEWS = 20;
const SERVICES = Array.from(
  { length: 20 },
  (_, index) => `generated-${String(index * 10).padStart(5, '0')}`,
);
const SUBJECTS: { what: string; view: View }[] = [
  { what: 'deployments', view: ours },
  { what: 'kubernetes plugin', view: kubernetesPlugin },
];

/** Signs of life that the portal asks for by itself, looked at or not. */
const isProbe = (request: string) => request === 'GET /version';

interface Figures {
  times: Summary;
  bytes: number;
  calls: number;
}

/** One row of the report. */
export const row = (
  what: string,
  figure: string,
  p50: number | string,
  p95: number | string = '-',
): Row => ({ what, figure, p50, p95 });

/** The same page's data by both plugins of one backend on the same clusters. */
export async function measurePages(
  cleanup: Cleanup,
  progress: (message: string) => void,
): Promise<{ rows: Row[]; notes: string[] }> {
  const clusters = await startGeneratedClusters(CLUSTERS, SIZE, cleanup);
  const proxies = await Promise.all(
    clusters.map(({ url }) => startCountingProxy(url, cleanup)),
  );
  const calls = () =>
    proxies.flatMap(({ requests }) => requests).filter(one => !isProbe(one))
      .length;
  progress('starting a backend for the pages');
  const backend = await startPortal(
    {
      clusters: proxies.map(({ url }, i) => ({ name: CLUSTERS[i], url })),
      services: SERVICES,
    },
    cleanup,
  );
  const visitor = await signIn(backend.url);
  for (const service of SERVICES) {
    await verify(visitor, service, CLUSTERS.length, SIZE);
  }
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const viewers of VIEWERS) {
    const figures: Figures[] = [];
    for (const { what, view } of SUBJECTS) {
      progress(`${what}: ${viewers} viewers`);
      const before = calls();
      const answers = await Promise.all(
        Array.from({ length: viewers }, async (_, viewer) => {
          const own = [];
          for (let turn = 0; turn < VIEWS; turn += 1) {
            const service = SERVICES[(viewer + turn) % SERVICES.length];
            own.push(await view(visitor, service));
          }
          return own;
        }),
      );
      const all = answers.flat();
      const times = summarise(all.map(({ ms }) => ms));
      const bytes = summarise(all.map(one => one.bytes)).p50;
      figures.push({
        times,
        bytes,
        calls: (calls() - before) / all.length,
      });
      rows.push(row(what, `${viewers} viewers, ms`, times.p50, times.p95));
    }
    const [ownFigures, others] = figures;
    const times = (other: number, own: number) =>
      `${(other / own).toFixed(1)}x`;
    notes.push(
      `${viewers} viewers, the Kubernetes plugin against ours: ` +
        `${times(others.times.p50, ownFigures.times.p50)} at p50, ` +
        `${times(others.times.p95, ownFigures.times.p95)} at p95, ` +
        `${times(others.bytes, ownFigures.bytes)} the bytes ` +
        `(${others.bytes} and ${ownFigures.bytes}), ` +
        `${others.calls.toFixed(1)} and ${
          ownFigures.calls
        } cluster calls a view`,
    );
  }
  await backend.stop();
  return { rows, notes };
}
