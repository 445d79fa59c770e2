/**
 * Runs a command with a PostgreSQL server of its own:
 *
 *   node scripts/with-postgres.mjs COMMAND [ARGUMENT...]
 *
 * The server lives in a temporary folder, listens on a free loopback port and
 * is gone afterwards. Backstage's TestDatabases find it by the environment
 * variable set here.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { postgresBinaries, startPostgres } from './postgres.mjs';

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

const [command, ...parameters] = process.argv.slice(2);
const bin = postgresBinaries();
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
  const server = await startPostgres(folder, bin);
  const url = `postgresql://postgres@127.0.0.1:${server.port}/postgres`;
  code = await new Promise(resolve => {
    const child = spawn(command, parameters, {
      stdio: 'inherit',
      env: { ...process.env, [VARIABLE]: url },
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
