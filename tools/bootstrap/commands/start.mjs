// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isEmbedded } from '../lib/arguments.mjs';
import { CannotContinue } from '../lib/cannot-continue.mjs';
import { toolEnvironment } from '../lib/environment.mjs';
import { missingTools } from '../lib/optional-tools.mjs';
import { backstageCli, root } from '../lib/paths.mjs';
import { isListening, portsOf, requireFreePorts } from '../lib/ports.mjs';
import { calledByYarn, prepare } from '../lib/prepare.mjs';
import { start, stopAll } from '../lib/processes.mjs';
import { duration, say } from '../lib/progress.mjs';
import { isServing } from '../lib/ready.mjs';
import {
  ensureSandbox,
  mirrorSettings,
  sandboxIsOfUse,
} from '../lib/sandbox.mjs';
import { ensureTechDocs } from '../lib/techdocs.mjs';

/** The portal's page is compiled by then on any machine worth waiting for. */
const patienceSeconds = 600;

const demoClusters = 'tools/demo-clusters/cli.mts';

const sandbox = 'tools/sandbox/cli.mts';

const help = `npm start [-- --config FILE ...]

Runs the portal: http://localhost:3000, stopped by Ctrl-C. Without --config it
is the embedded configuration (app-config.yaml) with two demo clusters and an
emulated cloud to provision in; options are handed to "backstage-cli repo start".

HEAL7_APP_PORT, HEAL7_BACKEND_PORT, HEAL7_DEMO_PORTS, HEAL7_SANDBOX_PORT choose
other ports,
HEAL7_DATA_DIR another folder for the data (default: .data),
HEAL7_CACHE_DIR a folder for downloads that several clones share.`;

/**
 * `npm start`: everything from a fresh clone to a served portal.
 *
 * @param {string[]} args
 * @returns {Promise<number>} the exit code, once something has stopped
 * @internal
 */
export async function main(args) {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(help);
    return 0;
  }
  const embedded = isEmbedded(args);
  const ports = portsOf(process.env, embedded);
  await requireFreePorts(ports);
  const missing = missingTools();
  if (missing) {
    say(missing);
  }
  const [tools, techDocsBin] = await Promise.all([prepare(), ensureTechDocs()]);
  const env = portalEnvironment(tools, techDocsBin, ports);
  const children = [
    ...(embedded && existsSync(join(root, demoClusters))
      ? [run('demo clusters', tools.node, [demoClusters], env)]
      : []),
    run('portal', tools.node, [backstageCli, 'repo', 'start', ...args], env),
  ];
  if (embedded) {
    children.push(runSandbox(tools.node, env));
  }
  return Promise.race([
    ...children,
    watchOver(ports[0].port, ports[1].port),
  ]).finally(stopAll);
}

/**
 * @param {import('../lib/toolchain.mjs').Tools} tools
 * @param {string | undefined} techDocsBin
 * @param {import('../lib/ports.mjs').Port[]} ports
 * @returns {NodeJS.ProcessEnv}
 */
function portalEnvironment(
  tools,
  techDocsBin,
  [app, backend, emulator, ...demo],
) {
  const env = toolEnvironment(tools);
  return {
    ...env,
    PATH: techDocsBin ? `${techDocsBin}${delimiter}${env.PATH}` : env.PATH,
    HEAL7_APP_PORT: String(app.port),
    HEAL7_BACKEND_PORT: String(backend.port),
    ...(emulator && {
      HEAL7_SANDBOX_PORT: String(emulator.port),
      ...mirrorSettings(env),
    }),
    ...(demo.length > 0 && {
      HEAL7_DEMO_PORTS: demo.map(({ port }) => port).join(','),
      // app-config.yaml can only take a variable as it is.
      HEAL7_DEMO_PORT_EKS: String(demo[0].port),
      HEAL7_DEMO_PORT_GKE: String(demo[1].port),
    }),
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
  };
}

/**
 * Runs one part of the portal. It is meant to run until it is told to stop, so
 * that its end is a failure whatever its exit code.
 *
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
async function run(name, command, args, env) {
  say(`Starting: ${name}`);
  const { ended } = start(command, args, {
    cwd: root,
    env,
    onLine: line => console.log(`${name} | ${line}`),
  });
  const code = await ended;
  throw new CannotContinue(
    `${name}: ended unexpectedly (exit code ${code}). The reason is in its output above.`,
  );
}

/**
 * Runs the emulated cloud. It is installed while the portal starts, and its end
 * is not the portal's.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} never
 */
async function runSandbox(node, env) {
  const bin = sandboxIsOfUse() ? await ensureSandbox() : undefined;
  if (bin) {
    say('Starting: sandbox');
    const { ended } = start(node, [sandbox], {
      cwd: root,
      env: { ...env, PATH: `${bin}${delimiter}${env.PATH}` },
      onLine: line => console.log(`sandbox | ${line}`),
    });
    const code = await ended;
    say(
      `Warning: the sandbox ended (exit code ${code}). The portal goes on; its sandbox environment does not answer.`,
    );
  } else {
    say(
      'The sandbox is off: it needs python3, and terraform or tofu, on the PATH.',
    );
  }
  return new Promise(() => undefined);
}

/**
 * Says when the portal can be used, and ends it when it breaks. The Backstage
 * CLI goes on without a backend that crashed, waiting for a changed file:
 * right for a developer, who types `yarn start`, and not for a user.
 *
 * @param {number} app the page's port
 * @param {number} backend
 * @returns {Promise<number>} never, but by failing
 */
async function watchOver(app, backend) {
  await Promise.all([
    untilServing('the page', app, '/'),
    untilServing('the backend', backend, '/.backstage/health/v1/readiness'),
  ]);
  console.log(`Portal ready: http://localhost:${app}`);
  for (let silences = 0; silences < 6; ) {
    await pause(5_000);
    silences = (await isListening(backend)) ? 0 : silences + 1;
    if (silences === 6 && calledByYarn()) {
      say('Warning: the backend does not answer. A changed file restarts it.');
      silences = 0;
    }
  }
  throw new CannotContinue(
    'The backend stopped half a minute ago. The reason is in its output above.',
  );
}

/**
 * @param {string} name
 * @param {number} port
 * @param {string} path
 */
async function untilServing(name, port, path) {
  const deadline = process.uptime() + patienceSeconds;
  while (!(await isServing(port, path))) {
    if (process.uptime() > deadline) {
      throw new CannotContinue(
        `${name} does not answer on port ${port} after ${duration(
          patienceSeconds,
        )}. The reason is in the output above.`,
      );
    }
    await pause(300);
  }
  say(`Ready: ${name} (port ${port})`);
}

/**
 * @param {number} ms
 * @returns {Promise<void>}
 */
function pause(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
