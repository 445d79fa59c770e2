import { join } from 'node:path';
import { realClock } from './src/clock/clock.mts';
import { OptionError, readOptions } from './src/options.mts';
import { hasGit } from './src/repositories/bareRepository.mts';
import type { Deployment } from './src/repositories/deployValues.mts';
import { watchRepositories } from './src/repositories/repositoryWatch.mts';
import { deploy } from './src/scenario/deploy.mts';
import { createGeneratedScenario } from './src/scenario/generated.mts';
import { createHeal7Scenario, HEAL7_SERVICES } from './src/scenario/heal7.mts';
import { startDemoCluster, type DemoCluster } from './src/startDemoCluster.mts';

const CLUSTERS = [
  { name: 'eks-heal7-production', title: 'AWS primary' },
  { name: 'gke-heal7-secondary', title: 'GCP secondary' },
];

function log(line: string): void {
  console.error(`demo clusters: ${line}`);
}

/** Runs a version that a repository asks for, where it asks for it. */
function deployTo(clusters: DemoCluster[], deployment: Deployment): void {
  const { cluster, service, release } = deployment;
  const target = clusters.find(({ name }) => name === cluster);
  if (!target) {
    log(`${service.name} asks for cluster ${cluster}, which is none of ours`);
  } else if (HEAL7_SERVICES.includes(service.name)) {
    log(`${service.name} is played by the scenario: its repository is ignored`);
  } else {
    deploy(target.store, service, release);
    log(`${service.name} ${release.version} is wanted in ${cluster}`);
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const scenario = options.generate
    ? createGeneratedScenario(options.generate)
    : createHeal7Scenario();
  const clusters: DemoCluster[] = [];
  for (const [index, { name, title }] of CLUSTERS.entries()) {
    const port = options.ports[index];
    const cluster = await startDemoCluster({ name, port, scenario, log });
    clusters.push(cluster);
    console.log(`${name} (${title}, demo): ${cluster.url}`);
  }

  const data =
    process.env.HEAL7_DATA_DIR ??
    join(import.meta.dirname, '..', '..', '.data');
  const watch = (await hasGit())
    ? watchRepositories({
        directory: join(data, 'repositories'),
        clock: realClock,
        log,
        deploy: deployment => deployTo(clusters, deployment),
      })
    : undefined;
  if (!watch) {
    log('git is not installed: services from the wizard will not be deployed');
  }

  const stop = () => {
    watch?.stop();
    Promise.all(clusters.map(cluster => cluster.stop())).catch(error => {
      log(String(error));
      process.exitCode = 1;
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch(error => {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') {
    log(
      `port ${port} is taken: stop what listens there, or choose others with ` +
        'HEAL7_DEMO_PORTS=7111,7112',
    );
  } else {
    log(error instanceof OptionError ? error.message : String(error?.stack));
  }
  process.exit(1);
});
