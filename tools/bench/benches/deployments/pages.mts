import { gzipSync } from 'node:zlib';
import type { Cleanup } from '../../support/cleanup.mts';
import { startCountingProxy } from '../../support/countingProxy.mts';
import { startGeneratedClusters } from '../../support/generatedClusters.mts';
import { kubernetesPlugin, ours, verify } from '../../support/pageViews.mts';
import type { View } from '../../support/pageViews.mts';
import { startPortal } from '../../support/portal.mts';
import type { ClusterEndpoint } from '../../support/portal.mts';
import { startRealClusters } from '../../support/realClusters.mts';
import type { Row } from '../../support/report.mts';
import { summarise } from '../../support/statistics.mts';
import { signIn } from '../../support/visitor.mts';
import type { Timed, Visitor } from '../../support/visitor.mts';
import { row } from './row.mts';

const SIZE = { rollouts: 500, replicaSets: 3, pods: 3 };
const VIEWERS = [1, 10, 30];
const VIEWS = 20;

const nameOf = (index: number) => `generated-${String(index).padStart(5, '0')}`;

/** Those that are in the catalog and looked at. */
const SERVICES = Array.from({ length: 20 }, (_, i) => nameOf(i * 10));

const SUBJECTS: { what: string; view: View }[] = [
  { what: 'deployments', view: ours },
  { what: 'kubernetes plugin', view: kubernetesPlugin },
];

/** What the portal asks for by itself, looked at or not: signs of life, watches. */
const isByItself = (request: string) =>
  request === 'GET /version' || request.startsWith('WATCH ');

const ratio = (other: number, own: number) => `${(other / own).toFixed(1)}x`;

/** Clusters to look at. */
async function startClusters(
  real: boolean,
  cleanup: Cleanup,
  progress: (message: string) => void,
): Promise<ClusterEndpoint[]> {
  if (real) {
    const names = Array.from({ length: SIZE.rollouts }, (_, i) => nameOf(i));
    const clusters = ['bench-eks', 'bench-gke'];
    return startRealClusters(clusters, names, SIZE, cleanup, progress);
  }
  const clusters = ['eks-bench', 'gke-bench'];
  const started = await startGeneratedClusters(clusters, SIZE, cleanup);
  return started.map(({ url }, i) => ({ name: clusters[i], url }));
}

/** Several viewers at once, each going from entity to entity. */
async function look(
  visitor: Visitor,
  view: View,
  viewers: number,
): Promise<Timed[]> {
  const series = await Promise.all(
    Array.from({ length: viewers }, async (_, viewer) => {
      const own: Timed[] = [];
      for (let turn = 0; turn < VIEWS; turn += 1) {
        own.push(
          await view(visitor, SERVICES[(viewer + turn) % SERVICES.length]),
        );
      }
      return own;
    }),
  );
  return series.flat();
}

/** How long, and how many bytes. */
async function measureTimes(
  clusters: ClusterEndpoint[],
  cleanup: Cleanup,
  progress: (message: string) => void,
): Promise<{ rows: Row[]; notes: string[] }> {
  progress('starting a backend for the pages');
  const backend = await startPortal({ clusters, services: SERVICES }, cleanup);
  const visitor = await signIn(backend.url);
  for (const service of SERVICES) {
    await verify(visitor, service, clusters.length, SIZE);
  }
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const viewers of VIEWERS) {
    const figures = [];
    for (const { what, view } of SUBJECTS) {
      progress(`${what}: ${viewers} viewers`);
      const answers = await look(visitor, view, viewers);
      const { p50, p95 } = summarise(answers.map(({ ms }) => ms));
      const bytes = summarise(answers.map(answer => answer.bytes)).p50;
      const zipped = gzipSync(JSON.stringify(answers[0].body)).byteLength;
      figures.push({ p50, p95, bytes, zipped });
      rows.push(row(what, `${viewers} viewers, ms`, p50, p95));
    }
    const [own, other] = figures;
    notes.push(
      `${viewers} viewers, the Kubernetes plugin against ours: ` +
        `${ratio(other.p50, own.p50)} at p50, ` +
        `${ratio(other.p95, own.p95)} at p95, ` +
        `${ratio(other.bytes, own.bytes)} the bytes ` +
        `(${other.bytes} and ${own.bytes}; compressed ` +
        `${ratio(other.zipped, own.zipped)}, ${other.zipped} and ${
          own.zipped
        })`,
    );
  }
  await backend.stop();
  return { rows, notes };
}

/** Calls to the clusters, by a backend whose times the counting would change. */
async function countCalls(
  clusters: ClusterEndpoint[],
  cleanup: Cleanup,
  progress: (message: string) => void,
): Promise<Row[]> {
  const proxies = await Promise.all(
    clusters.map(({ url, caData }) => startCountingProxy(url, cleanup, caData)),
  );
  progress('starting a backend whose calls are counted');
  const backend = await startPortal(
    {
      clusters: clusters.map(({ name, token }, i) => ({
        name,
        token,
        url: proxies[i].url,
      })),
      services: SERVICES,
    },
    cleanup,
  );
  const calls = () =>
    proxies
      .flatMap(({ requests }) => requests)
      .filter(request => !isByItself(request)).length;
  const visitor = await signIn(backend.url);
  const rows: Row[] = [];
  for (const { what, view } of SUBJECTS) {
    const before = calls();
    const answers = await look(visitor, view, 1);
    const each = (calls() - before) / answers.length;
    rows.push(row(what, 'calls to clusters a view', each));
  }
  await backend.stop();
  return rows;
}

/**
 * The same page's data by both plugins of one backend on the same clusters.
 *
 * @param real - real API servers instead of demo clusters
 */
export async function measurePages(
  real: boolean,
  cleanup: Cleanup,
  progress: (message: string) => void,
): Promise<{ rows: Row[]; notes: string[] }> {
  const clusters = await startClusters(real, cleanup, progress);
  const { rows, notes } = await measureTimes(clusters, cleanup, progress);
  const calls = await countCalls(clusters, cleanup, progress);
  return { rows: [...rows, ...calls], notes };
}
