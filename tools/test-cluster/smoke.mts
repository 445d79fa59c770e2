import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { analysis } from './smoke/analysis.mts';
import { apiServer, identities } from './smoke/api-server.mts';
import { canary } from './smoke/canary.mts';
import type { ScenarioOptions } from './smoke/context.mts';
import {
  blueGreen,
  deadline,
  imagePull,
  invalidSpec,
  workloadRef,
} from './smoke/others.mts';
import { pingPong, steps } from './smoke/steps.mts';
import { Report } from './smoke/report.mts';
import { KubeClient } from './src/api/kube-client.mts';
import { startCluster } from './src/cluster/handle.mts';
import { down } from './src/cluster/up.mts';
import { describeError } from './src/errors.mts';
import { createProgress } from './src/progress.mts';

const SCENARIOS: Record<string, (options: ScenarioOptions) => Promise<void>> = {
  canary,
  'blue-green': blueGreen,
  'workload-ref': workloadRef,
  deadline,
  'image-pull': imagePull,
  'invalid-spec': invalidSpec,
  analysis,
  steps,
  'ping-pong': pingPong,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      name: { type: 'string', default: 'smoke' },
      capture: { type: 'string' },
      only: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const progress = createProgress();
  const report = new Report(progress);
  if (!values.keep) {
    await down(values.name, progress);
  }
  const cluster = await startCluster({ name: values.name, progress });
  const endpoint = {
    url: cluster.url,
    ca: Buffer.from(cluster.caData, 'base64').toString('utf8'),
  };
  const admin = new KubeClient({ ...endpoint, token: cluster.adminToken });
  const act = new KubeClient({ ...endpoint, token: cluster.actToken });
  try {
    const wanted = values.only?.split(',') ?? Object.keys(SCENARIOS);
    await Promise.all(
      wanted.map(name =>
        report.run(name, () =>
          SCENARIOS[name]({
            namespace: `heal7-${name}`,
            admin,
            act,
            report,
            captureDir: values.capture && resolve(values.capture),
          }),
        ),
      ),
    );
    if (!values.only) {
      await report.run('identities', () => identities(cluster, report));
      await report.run('api server', () => apiServer(cluster, admin, report));
    }
  } finally {
    admin.close();
    act.close();
    if (!values.keep) {
      await cluster.stop();
    }
  }
  process.stdout.write(`${report.summary()}\n`);
  process.exitCode = report.failed > 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`smoke: ${describeError(error)}\n`);
  process.exitCode = 1;
}
