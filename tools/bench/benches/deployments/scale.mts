import { setTimeout as delay } from 'node:timers/promises';
import { ensureAppBundle } from '../../../../e2e/browser/support/appBundle.mts';
import { waitFor } from '../../../test-cluster/index.mts';
import type { Cleanup } from '../../support/cleanup.mts';
import { startGeneratedClusters } from '../../support/generatedClusters.mts';
import { startPortal } from '../../support/portal.mts';
import { processUse } from '../../support/processUse.mts';
import type { Row } from '../../support/report.mts';
import { listenToSignals } from '../../support/signals.mts';
import { summarise } from '../../support/statistics.mts';
import { signIn } from '../../support/visitor.mts';
import type { Visitor } from '../../support/visitor.mts';
import { measureFleetPage } from './browser.mts';
import { row } from './row.mts';

const CLUSTERS = ['eks-bench', 'gke-bench'];
const QUERIES = 40;
const CHANGES_PER_SECOND = 100;
const CHANGING_SECONDS = 15;
/** Until a heap that has grown is given back. */
const SETTLING_MS = 20_000;

const nameOf = (index: number) => `generated-${String(index).padStart(5, '0')}`;

/** What people ask for on the fleet page. */
const FLEET_QUERIES = [
  'targets',
  'targets?sort=changed',
  'targets?sort=name&cluster=eks-bench',
  'targets?phase=degraded&attention=true',
  'targets?owner=group:default/guests&sort=phase',
  'targets?text=generated-004',
  'targets?image=1.0.9',
];

/** Changes what the state shows and no controller takes back. */
async function change(clusterUrl: string, name: string, round: string) {
  const answer = await fetch(
    `${clusterUrl}/apis/argoproj.io/v1alpha1/namespaces/heal7-production/rollouts/${name}`,
    {
      method: 'PATCH',
      headers: {
        authorization: 'Bearer demo-acting',
        'content-type': 'application/merge-patch+json',
      },
      body: JSON.stringify({
        metadata: {
          annotations: { 'heal7.com/entity': `component:bench-${round}` },
        },
      }),
    },
  );
  await answer.arrayBuffer();
  if (!answer.ok) {
    throw new Error(`The change was refused: ${answer.status}`);
  }
}

async function ask(visitor: Visitor, queries: string[]): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < QUERIES; turn += 1) {
    const query = queries[turn % queries.length];
    times.push((await visitor.ask(`/api/deployments/v1/${query}`)).ms);
  }
  return times;
}

/** Two clusters of so many rollouts, each of ten ReplicaSets and five pods. */
export async function measureScale(
  rollouts: number,
  cleanup: Cleanup,
  progress: (message: string) => void,
): Promise<{ rows: Row[]; total: number; rss: number }> {
  const what = `2 x ${rollouts}`;
  const total = 2 * rollouts;
  await ensureAppBundle();
  progress(`${what}: generating`);
  const clusters = await startGeneratedClusters(
    CLUSTERS,
    { rollouts, replicaSets: 10, pods: 5 },
    cleanup,
  );
  const services = Array.from({ length: rollouts }, (_, i) => nameOf(i));
  progress(`${what}: starting the backend`);
  const began = performance.now();
  const backend = await startPortal(
    {
      clusters,
      services: services.slice(0, 1),
      selectors: Array.from({ length: Math.ceil(rollouts / 100) }, (_, i) => ({
        name: `bench-${i}`,
        values: services.slice(i * 100, (i + 1) * 100),
      })),
    },
    cleanup,
  );
  const visitor = await signIn(backend.url);
  const synced = await waitFor(
    `${total} rollouts in the fleet`,
    async () => {
      const { body } = await visitor.ask('/api/deployments/v1/targets/summary');
      return body.total === total ? performance.now() - began : undefined;
    },
    { timeout: 900_000, interval: 500 },
  );
  await delay(SETTLING_MS);
  const settled = await processUse(backend.pid());
  const rows = [
    row(what, 'start and initial sync, s', synced / 1000),
    row(what, 'RSS after the sync, MB', settled.rss / 1024 / 1024),
  ];

  progress(`${what}: fleet queries`);
  await ask(visitor, FLEET_QUERIES);
  const pages = summarise(await ask(visitor, FLEET_QUERIES));
  rows.push(row(what, 'fleet page, ms', pages.p50, pages.p95));
  const summaries = summarise(await ask(visitor, ['targets/summary']));
  rows.push(row(what, 'fleet summary, ms', summaries.p50, summaries.p95));

  progress(`${what}: the fleet page in the browser`);
  rows.push(...(await measureFleetPage(backend.url, total, cleanup)));

  progress(`${what}: ${CHANGES_PER_SECOND} changes a second`);
  const page = await visitor.ask(
    `/api/deployments/v1/entities/component/default/${nameOf(0)}`,
  );
  const heard: number[] = [];
  await listenToSignals(
    {
      backendUrl: backend.url,
      token: visitor.token,
      channels: page.body.channels,
      heard: () => heard.push(performance.now()),
    },
    cleanup,
  );
  const before = await processUse(backend.pid());
  const start = performance.now();
  const waits: number[] = [];
  for (let second = 0; second < CHANGING_SECONDS; second += 1) {
    // One of them is looked at.
    heard.length = 0;
    await change(clusters[0].url, nameOf(0), `${second}`);
    const changed = performance.now();
    for (let n = 1; n < CHANGES_PER_SECOND; n += 1) {
      const { url } = clusters[n % 2];
      const index = 1 + ((second * CHANGES_PER_SECOND + n) % (rollouts - 1));
      await change(url, nameOf(index), `${second}`);
    }
    await delay(Math.max(0, start + (second + 1) * 1000 - performance.now()));
    waits.push(
      await waitFor(
        'the signal',
        () => (heard.length > 0 ? heard[0] - changed : undefined),
        { timeout: 30_000, interval: 10 },
      ),
    );
  }
  const seconds = (performance.now() - start) / 1000;
  const after = await processUse(backend.pid());
  const signals = summarise(waits);
  rows.push(
    row(
      what,
      `CPU at ${Math.round(
        (CHANGES_PER_SECOND * CHANGING_SECONDS) / seconds,
      )} changes/s, % of a core`,
      ((after.cpu - before.cpu) / seconds) * 100,
    ),
    row(what, 'change to signal, ms', signals.p50, signals.p95),
  );
  await backend.stop();
  await Promise.all(clusters.map(cluster => cluster.stop()));
  return { rows, total, rss: settled.rss };
}
