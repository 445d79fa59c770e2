/**
 * Runs a command with a PostgreSQL server of its own:
 *
 *   node scripts/with-postgres.mjs COMMAND [ARGUMENT...]
 *
 * The server lives in a temporary folder, listens on a free loopback port and
 * is gone afterwards. Backstage's TestDatabases find it by the environment
 * variable set here. HEAL7_POSTGRES_BIN names the folder of initdb and
 * postgres where it is not one of the usual ones.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';
const START_TIMEOUT_MS = 30_000;

function binaries() {
  const debian = '/usr/lib/postgresql';
  const candidates = [
    process.env.HEAL7_POSTGRES_BIN,
    ...(existsSync(debian)
      ? readdirSync(debian)
          .sort((a, b) => Number(b) - Number(a))
          .map(version => path.join(debian, version, 'bin'))
      : []),
    ...(process.env.PATH ?? '').split(path.delimiter),
  ];
  return candidates.find(
    folder =>
      folder &&
      existsSync(path.join(folder, 'initdb')) &&
      existsSync(path.join(folder, 'postgres')),
  );
}

/** PostgreSQL refuses to run as root; its package brings a user along. */
function owner() {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const id = flag =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function startServer(folder, bin) {
  const as = owner();
  if (as.uid !== undefined) {
    chownSync(folder, as.uid, as.gid);
  }
  const data = path.join(folder, 'data');
  const options = { ...as, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    throw new Error(`initdb failed: ${made.stderr || made.error}`);
  }
  const port = await freePort();
  const server = spawn(
    path.join(bin, 'postgres'),
    ['-D', data, '-h', '127.0.0.1', '-p', port, '-k', folder, '-F'].map(String),
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await new Promise((resolve, reject) => {
    let log = '';
    const fail = why =>
      reject(new Error(`PostgreSQL did not start: ${why}\n${log}`));
    const timer = setTimeout(() => fail('timeout'), START_TIMEOUT_MS);
    server.once('exit', code => fail(`exit code ${code}`));
    server.stderr.on('data', chunk => {
      log = (log + chunk).slice(-4_000);
      if (log.includes('ready to accept connections')) {
        clearTimeout(timer);
        resolve(undefined);
      }
    });
  });
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop: () =>
      new Promise(resolve => {
        server.removeAllListeners('exit');
        server.once('exit', resolve);
        // Fast shutdown: does not wait for clients.
        server.kill('SIGINT');
      }),
  };
}

const [command, ...parameters] = process.argv.slice(2);
const bin = binaries();
if (!command || !bin) {
  console.error(
    command
      ? 'No PostgreSQL found: install it (Debian: postgresql) or set HEAL7_POSTGRES_BIN'
      : 'Usage: with-postgres.mjs COMMAND [ARGUMENT...]',
  );
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), 'postgres-'));
let code = 1;
try {
  const server = await startServer(folder, bin);
  code = await new Promise(resolve => {
    const child = spawn(command, parameters, {
      stdio: 'inherit',
      env: { ...process.env, [VARIABLE]: server.url },
    });
    child.once('error', error => {
      console.error(`Cannot run ${command}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', status => resolve(status ?? 1));
  });
  await server.stop();
} catch (error) {
  console.error(error.message);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = code;
