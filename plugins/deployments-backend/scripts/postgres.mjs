// @ts-check
/**
 * A PostgreSQL server of one's own, for tests. HEAL7_POSTGRES_BIN names the
 * folder of initdb and postgres where it is not one of the usual ones.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

const START_TIMEOUT_MS = 30_000;

/**
 * The folder of PostgreSQL's programs; undefined when it is not installed.
 *
 * @returns {string | undefined}
 */
export function postgresBinaries() {
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

/**
 * PostgreSQL refuses to run as root; its package brings a user along.
 *
 * @returns {{ uid?: number, gid?: number }}
 */
function owner() {
  if (process.getuid?.() !== 0) {
    return {};
  }
  /** @type {(flag: string) => number} */
  const id = flag =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('the probe has no address')),
      );
    });
  });
}

/**
 * Starts a server on a free loopback port.
 *
 * @param {string} folder an empty folder, or one with files that the server
 *   reads; all of it is given to PostgreSQL's user where this is root
 * @param {string} bin the folder of its programs
 * @param {{ initdb?: string[], settings?: Record<string, string> }} [options]
 *   arguments of initdb (unless given, no password is asked for), and settings
 *   as in postgresql.conf
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 * @throws Error with the server's own words
 */
export async function startPostgres(folder, bin, options = {}) {
  const { initdb = ['-A', 'trust'], settings = {} } = options;
  const { uid, gid } = owner();
  if (uid !== undefined && gid !== undefined) {
    for (const name of ['.', ...readdirSync(folder)]) {
      chownSync(path.join(folder, name), uid, gid);
    }
  }
  const data = path.join(folder, 'data');
  const as = { uid, gid, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--no-sync', ...initdb],
    { ...as, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    throw new Error(`initdb failed: ${made.stderr || made.error}`);
  }
  const port = await freePort();
  const server = spawn(
    path.join(bin, 'postgres'),
    [
      ...['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder],
      '-F',
      ...Object.entries(settings).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]),
    ],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await new Promise((resolve, reject) => {
    let log = '';
    /** @type {(why: string) => void} */
    const fail = why =>
      reject(new Error(`PostgreSQL did not start: ${why}\n${log}`));
    const timer = setTimeout(() => {
      server.kill('SIGKILL');
      fail('timeout');
    }, START_TIMEOUT_MS);
    server.once('exit', code => {
      clearTimeout(timer);
      fail(`exit code ${code}`);
    });
    server.stderr.on('data', chunk => {
      log = (log + chunk).slice(-4_000);
      if (log.includes('ready to accept connections')) {
        clearTimeout(timer);
        resolve(undefined);
      }
    });
  });
  return {
    port,
    stop: () =>
      new Promise(resolve => {
        server.removeAllListeners('exit');
        server.once('exit', () => resolve());
        // Fast shutdown: does not wait for clients.
        server.kill('SIGINT');
      }),
  };
}
