import type { Bench } from '../support/bench.mts';
import { startCountingProxy } from '../support/countingProxy.mts';
import { startGeneratedClusters } from '../support/generatedClusters.mts';
import { kubernetesPlugin, ours, verify } from '../support/pageViews.mts';
import type { View } from '../support/pageViews.mts';
import { startPortal } from '../support/portal.mts';
import type { Row } from '../support/report.mts';
import { summarise } from '../support/statistics.mts';
import { signIn } from '../support/visitor.mts';
import type { Timed, Visitor } from '../support/visitor.mts';

const CLUSTERS = ['eks-bench', 'gke-bench'];
const SIZE = { rollouts: 200, replicaSets: 3, pods: 3 };
const VIEWERS = [1, 10];

/** Every tenth rollout is in the catalog and looked at. */
const SERVICES = Array.from(
  { length: 20 },
  (_, index) => `generated-${String(index * 10).padStart(5, '0')}`,
);

/** One line of the table. */
interface Figures extends Row {
  what: string;
  viewers: number;
  'p50 ms': number;
  'p95 ms': number;
  'bytes per view': number;
  'cluster requests per view': number;
}

/** Several viewers at once, each going from entity to entity. */
async function look(
  visitor: Visitor,
  view: View,
  viewers: number,
  viewsEach: number,
): Promise<Timed[]> {
  const series = await Promise.all(
    Array.from({ length: viewers }, async (_, viewer) => {
      const answers: Timed[] = [];
      for (let turn = 0; turn < viewsEach; turn += 1) {
        const service = SERVICES[(viewer + turn) % SERVICES.length];
        answers.push(await view(visitor, service));
      }
      return answers;
    }),
  );
  return series.flat();
}

/** The backends compared; the demo clusters stay the same. */
const SUBJECTS = [
  {
    // The plugin made to ask for nothing that our page does not show.
    kubernetes: { objectTypes: ['pods', 'replicasets'] },
    cluster: { skipMetricsLookup: true },
    views: [
      { what: 'deployments', view: ours },
      { what: 'kubernetes, 3 kinds', view: kubernetesPlugin },
    ],
  },
  {
    kubernetes: {},
    cluster: {},
    views: [{ what: 'kubernetes, as installed', view: kubernetesPlugin }],
  },
];

/** Signs of life that the portal asks for by itself, looked at or not. */
const isProbe = (request: string) => request === 'GET /version';

function notesOf(rows: Figures[], probes: number): string[] {
  const ratios = VIEWERS.flatMap(viewers => {
    const [own, ...others] = rows.filter(row => row.viewers === viewers);
    return others.map(other => {
      const times = (column: 'p50 ms' | 'p95 ms' | 'bytes per view') =>
        `${(other[column] / own[column]).toFixed(1)}x`;
      return (
        `${viewers} viewers, ${other.what} against ours: ` +
        `${times('p50 ms')} at p50, ${times('p95 ms')} at p95, ` +
        `${times('bytes per view')} the bytes`
      );
    });
  });
  return [
    ...ratios,
    `not counted: ${probes} signs of life (GET /version), which the portal ` +
      'asks for every 15 s whoever looks',
  ];
}

/** One page's data by our API and by the Kubernetes plugin's. */
export const view: Bench = {
  summary: "one entity's data by our API and by the Kubernetes plugin's",
  counts: 'views per viewer (50)',
  async run({ count = 50, cleanup, progress }) {
    const clusters = await startGeneratedClusters(CLUSTERS, SIZE, cleanup);
    const proxies = await Promise.all(
      clusters.map(({ url }) => startCountingProxy(url, cleanup)),
    );
    const asked = () => proxies.flatMap(({ requests }) => requests);
    const counted = () => asked().filter(request => !isProbe(request)).length;
    const rows: Figures[] = [];
    for (const { kubernetes, cluster, views } of SUBJECTS) {
      progress(`starting a backend for: ${views.map(v => v.what).join(', ')}`);
      const endpoints = proxies.map(({ url }, i) => ({
        name: CLUSTERS[i],
        url,
      }));
      const backend = await startPortal(
        { clusters: endpoints, services: SERVICES, kubernetes, cluster },
        cleanup,
      );
      const visitor = await signIn(backend.url);
      for (const service of SERVICES) {
        await verify(visitor, service, CLUSTERS.length, SIZE);
      }
      for (const viewers of VIEWERS) {
        for (const { what, view: load } of views) {
          progress(`${what}: ${viewers} viewers, ${count} views each`);
          const before = counted();
          const answers = await look(visitor, load, viewers, count);
          const requests = counted() - before;
          const times = summarise(answers.map(({ ms }) => ms));
          rows.push({
            what,
            viewers,
            'p50 ms': times.p50,
            'p95 ms': times.p95,
            'bytes per view': summarise(answers.map(({ bytes }) => bytes)).p50,
            'cluster requests per view': requests / answers.length,
          });
        }
      }
      await backend.stop();
    }
    return {
      title:
        'The data of one page: one entity of ' +
        `${CLUSTERS.length} clusters x ${SIZE.rollouts} rollouts`,
      rows: rows.sort((a, b) => a.viewers - b.viewers),
      notes: notesOf(rows, asked().filter(isProbe).length),
    };
  },
};
