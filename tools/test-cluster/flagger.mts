/**
 * Takes Canaries of the real Flagger through their lives and writes down every
 * object at each moment: `node tools/test-cluster/flagger.mts --capture DIR`.
 * That is how the fixtures of the Flagger module are made. About 4 minutes.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  dumpNamespace,
  FlaggerWorkload,
  installCrds,
  KubeClient,
  startCluster,
  startExporter,
  startFlagger,
  startLoadTester,
  startPrometheus,
  waitFor,
} from './index.mts';

const { values } = parseArgs({
  options: {
    name: { type: 'string', default: 'flagger' },
    capture: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const directory = resolve(values.capture ?? '.data/flagger');
await mkdir(directory, { recursive: true });

const [good, bad] = [await startExporter(), await startExporter()];
bad.setErrorRatio(0.032);
const prometheus = await startPrometheus({
  'heal7-web-main': new URL(good.url).host,
  'heal7-saju-engine': new URL(bad.url).host,
});
const cluster = await startCluster({ name: values.name });
const client = new KubeClient({
  url: cluster.url,
  ca: Buffer.from(cluster.caData, 'base64').toString('utf8'),
  token: cluster.adminToken,
});
await installCrds(client, ['istio-crds', 'flagger']);
const tester = await startLoadTester(client, 'test');
const flagger = await startFlagger({
  kubeconfig: cluster.kubeconfigPath,
  prometheus: prometheus.url,
  services: tester.services,
});

const hook = (type: string, path: string) => ({
  name: type,
  type,
  url: `${tester.url}${path}`,
});
/** Closes, as Flagger itself can after each run, what was opened for it. */
const CLOSING = [
  { ...hook('post-rollout', '/gate/close'), name: 'close-gate' },
  { ...hook('post-rollout', '/rollback/close'), name: 'close-rollback' },
];

function workload(
  namespace: string,
  analysis: Record<string, unknown>,
  name = 'heal7-web-main',
  spec: Record<string, unknown> = {},
) {
  return new FlaggerWorkload(client, {
    namespace: `heal7-${namespace}`,
    name,
    image: 'heal7/app:1.0.0',
    prometheus: prometheus.url,
    analysis,
    spec,
  });
}

async function capture(of: FlaggerWorkload, moment: string): Promise<void> {
  const text = await dumpNamespace(client, of.service.namespace, {
    apiVersion: 'flagger.app/v1beta1',
    resource: 'canaries',
  });
  await writeFile(join(directory, `${moment}.yaml`), text);
  process.stderr.write(`captured ${moment}\n`);
}

async function call(path: string, of: FlaggerWorkload): Promise<void> {
  const { name, namespace } = of.service;
  const [address] = Object.values(tester.services);
  await fetch(`http://${address}${path}`, {
    method: 'POST',
    body: JSON.stringify({ name, namespace }),
  });
}

async function initialized(of: FlaggerWorkload): Promise<void> {
  await of.apply();
  await of.until('initialized', ({ phase }) => phase === 'Initialized');
}

const SCENARIOS: Record<string, () => Promise<void>> = {
  async canary() {
    const of = workload('canary', {
      stepWeights: [20, 50],
      webhooks: [
        hook('confirm-rollout', '/gate/check'),
        // Closes it again once the rollout has begun.
        { ...hook('pre-rollout', '/gate/close'), name: 'close-gate-again' },
        hook('confirm-promotion', '/gate/check'),
        hook('rollback', '/rollback/check'),
        ...CLOSING,
      ],
    });
    await initialized(of);
    await capture(of, 'canary-initialized');
    await of.deploy('heal7/app:1.1.0');
    await of.until('waiting', ({ phase }) => phase === 'Waiting');
    await capture(of, 'canary-waiting');
    await call('/gate/open', of);
    await of.until('20 %', ({ canaryWeight }) => canaryWeight === 20);
    await capture(of, 'canary-20');
    await of.until('50 %', ({ canaryWeight }) => canaryWeight === 50);
    await of.change({ suspend: true });
    await capture(of, 'canary-50-suspended');
    await of.change({ suspend: false });
    await of.until('judged', ({ phase }) => phase === 'WaitingPromotion');
    await capture(of, 'canary-waiting-promotion');
    await call('/gate/open', of);
    await of.until('promoting', ({ phase }) => phase === 'Promoting');
    await capture(of, 'canary-promoting');
    await of.until('finalising', ({ phase }) => phase === 'Finalising');
    await capture(of, 'canary-finalising');
    await of.until('succeeded', ({ phase }) => phase === 'Succeeded');
    await capture(of, 'canary-succeeded');
    await of.deploy('heal7/app:1.2.0');
    await of.until('waiting again', ({ phase }) => phase === 'Waiting');
    await call('/gate/open', of);
    await of.until('20 % again', ({ canaryWeight }) => canaryWeight === 20);
    await call('/rollback/open', of);
    await of.until('rolled back', ({ phase }) => phase === 'Failed');
    await capture(of, 'canary-rolled-back');
  },
  async failing() {
    const of = workload(
      'failing',
      { stepWeight: 30, maxWeight: 60 },
      'heal7-saju-engine',
    );
    await initialized(of);
    await of.deploy('heal7/app:1.1.0');
    await of.until(
      'one failed check',
      ({ failedChecks }) => failedChecks === 1,
    );
    // Events come a moment after what they tell of.
    await waitFor('the event', async () => {
      const { items } = await client.get<{ items: { message: string }[] }>(
        `/api/v1/namespaces/${of.service.namespace}/events`,
      );
      return items.some(({ message }) => message.startsWith('Halt'))
        ? true
        : undefined;
    });
    await capture(of, 'canary-failing');
    await of.until('failed', ({ phase }) => phase === 'Failed');
    await capture(of, 'canary-failed');
  },
  async deadline() {
    const of = workload(
      'deadline',
      { stepWeight: 50, maxWeight: 50 },
      'heal7-web-main',
      { progressDeadlineSeconds: 20 },
    );
    await initialized(of);
    await of.deploy('heal7/app:1.1.0', {
      'test-cluster/behaviour': 'image-pull-error',
    });
    await of.until('progressing', ({ phase }) => phase === 'Progressing');
    await new Promise(done => setTimeout(done, 5_000));
    await capture(of, 'canary-not-ready');
    await of.until('failed', ({ phase }) => phase === 'Failed');
    await capture(of, 'canary-deadline');
  },
  async traffic() {
    const of = workload('traffic', {
      stepWeights: [10, 50],
      webhooks: [hook('confirm-traffic-increase', '/gate/check')],
    });
    await initialized(of);
    await of.deploy('heal7/app:1.1.0');
    await of.until('progressing', ({ phase }) => phase === 'Progressing');
    await new Promise(done => setTimeout(done, 22_000));
    await capture(of, 'traffic-waiting');
  },
  async affinity() {
    const of = workload('affinity', {
      stepWeights: [25, 50],
      sessionAffinity: { cookieName: 'heal7-canary' },
    });
    await initialized(of);
    await of.deploy('heal7/app:1.1.0');
    await of.until('25 %', ({ canaryWeight }) => canaryWeight === 25);
    await capture(of, 'affinity-25');
    await of.until('succeeded', ({ phase }) => phase === 'Succeeded');
    await capture(of, 'affinity-succeeded');
  },
  async 'a-b'() {
    const of = workload('a-b', {
      iterations: 2,
      match: [{ headers: { canary: { exact: 'true' } } }],
    });
    await initialized(of);
    await of.deploy('heal7/app:1.1.0');
    await of.until('a check', ({ iterations }) => iterations === 1);
    await capture(of, 'a-b-1');
  },
  async 'blue-green'() {
    const of = workload('blue-green', {
      iterations: 2,
      mirror: true,
      mirrorWeight: 40,
    });
    await initialized(of);
    await of.deploy('heal7/app:1.1.0');
    await of.until('a check', ({ iterations }) => iterations === 1);
    await capture(of, 'blue-green-1');
    await of.until('switched', ({ iterations }) => iterations === 3);
    await capture(of, 'blue-green-switched');
    await of.until('succeeded', ({ phase }) => phase === 'Succeeded');
    await capture(of, 'blue-green-succeeded');
  },
};

try {
  const wanted = values.only ? values.only.split(',') : Object.keys(SCENARIOS);
  const results = await Promise.allSettled(
    wanted.map(name => SCENARIOS[name]()),
  );
  for (const result of results) {
    if (result.status === 'rejected') {
      process.stderr.write(`${result.reason}\n`);
      process.exitCode = 1;
    }
  }
  if (process.exitCode) process.stderr.write(flagger.log().slice(-8_000));
} finally {
  await flagger.stop();
  await tester.stop();
  client.close();
  await cluster.stop();
  await prometheus.stop();
  await Promise.all([good.stop(), bad.stop()]);
}
