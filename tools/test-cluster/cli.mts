import { parseArgs } from 'node:util';
import { delimiter } from 'node:path';
import { build } from './src/build/build.mts';
import { readRecipes } from './src/build/recipes.mts';
import {
  clusterAccess,
  freezeComponent,
  killComponent,
  parseComponent,
  restartComponent,
  thawComponent,
} from './src/cluster/handle.mts';
import { kubeconfigPath } from './src/cluster/kubeconfig.mts';
import { listClusters } from './src/cluster/state.mts';
import { clusterStatus, type ClusterStatus } from './src/cluster/status.mts';
import { down, up } from './src/cluster/up.mts';
import { ClusterError, describeError } from './src/errors.mts';
import { createProgress, type Progress } from './src/progress.mts';

const USAGE = `usage: npm run cluster -- COMMAND [--name A,B] [--count N] [--json]

  build        build the binaries that are missing (once, about 12 minutes)
  up           start the clusters, or what of them is not running
  down         end the clusters and delete their data
  status       say how they are; exit 1 unless all are up
  kubeconfig   print the paths of their kubeconfigs, for KUBECONFIG
  kill         end one component at once     --component kube-apiserver
  restart      ... and start it again: same port, same data
  freeze       stop one component: it takes connections and never answers
  thaw         let it go on

  --name   the clusters to work on (default: eks-heal7-production, gke-heal7-secondary)
  --count  only the first N of them, or more
  --all    down: every cluster, whoever started it
  --only   build: only these binaries
  --json   print what was done as JSON on stdout`;

const DEFAULT_NAMES = ['eks-heal7-production', 'gke-heal7-secondary'];

interface Options {
  names: string[];
  /** True when the caller named them. */
  named: boolean;
  /** True for every cluster that there is. */
  all: boolean;
  component?: string;
  only?: string;
  progress: Progress;
}

function printStatus(clusters: ClusterStatus[]): void {
  for (const cluster of clusters) {
    process.stdout.write(
      `${cluster.name}: ${cluster.state} ${cluster.url ?? ''}\n`,
    );
    for (const { name, state, pid, reason, log } of cluster.components) {
      const detail = [pid && `pid ${pid}`, reason].filter(Boolean).join(', ');
      process.stdout.write(
        `  ${name.padEnd(24)} ${state.padEnd(8)} ${detail}\n`,
      );
      for (const line of log ?? []) {
        process.stdout.write(`    | ${line}\n`);
      }
    }
  }
}

async function runBuild({ only, progress }: Options): Promise<unknown> {
  const known = readRecipes().map(({ name }) => name);
  const names = only?.split(',') ?? known;
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new ClusterError(
      `no recipe for ${unknown.join(', ')}: there are ${known.join(', ')}`,
    );
  }
  const paths = await build(names, progress);
  progress(`${names.length} binaries are built`);
  return paths;
}

async function runUp({ names, progress }: Options): Promise<unknown> {
  const results = await Promise.allSettled(
    names.map(name => up(name, progress)),
  );
  const failed = results.find(result => result.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
  return Promise.all(names.map(clusterAccess));
}

async function runDown({ names, all, progress }: Options): Promise<unknown> {
  const wanted = all ? await listClusters() : names;
  await Promise.all(wanted.map(name => down(name, progress)));
  return wanted;
}

async function runStatus({ names, named }: Options): Promise<ClusterStatus[]> {
  const known = await listClusters();
  const wanted = named || known.length === 0 ? names : known;
  const clusters = await Promise.all(wanted.map(clusterStatus));
  if (clusters.some(({ state }) => state !== 'up')) {
    process.exitCode = 1;
  }
  return clusters;
}

async function runOnComponent(
  { names, component = '' }: Options,
  act: typeof killComponent,
): Promise<unknown> {
  const name = parseComponent(component);
  for (const cluster of names) {
    await act(cluster, name);
  }
  return names.map(cluster => ({ name: cluster, component: name }));
}

const COMMANDS: Record<string, (options: Options) => Promise<unknown>> = {
  build: runBuild,
  up: runUp,
  down: runDown,
  status: runStatus,
  kubeconfig: async ({ names }) => names.map(kubeconfigPath),
  kill: options => runOnComponent(options, killComponent),
  restart: options => runOnComponent(options, restartComponent),
  freeze: options => runOnComponent(options, freezeComponent),
  thaw: options => runOnComponent(options, thawComponent),
};

function parse(argv: string[]) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      count: { type: 'string' },
      component: { type: 'string' },
      only: { type: 'string' },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const names = values.name?.split(',').filter(Boolean) ?? DEFAULT_NAMES;
  const count =
    values.count === undefined ? names.length : Number(values.count);
  if (!Number.isInteger(count) || count < 1) {
    throw new ClusterError(`--count ${values.count}: a number from 1 on`);
  }
  while (names.length < count) {
    names.push(`test-cluster-${names.length + 1}`);
  }
  return { values, command: positionals[0], names: names.slice(0, count) };
}

async function main(): Promise<void> {
  const { values, command, names } = parse(process.argv.slice(2));
  const run = command ? COMMANDS[command] : undefined;
  if (!run || values.help) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const result = await run({
    names,
    named: values.name !== undefined || values.count !== undefined,
    all: values.all,
    component: values.component,
    only: values.only,
    progress: createProgress(),
  });
  if (values.json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } else if (command === 'status') {
    printStatus(result as ClusterStatus[]);
  } else if (command === 'kubeconfig') {
    process.stdout.write(`${(result as string[]).join(delimiter)}\n`);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`cluster: ${describeError(error)}\n`);
  process.exitCode = 1;
}
