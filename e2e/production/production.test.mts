/**
 * app-config.production.yaml as an operator meets it: the real backend, and a
 * real PostgreSQL that takes TLS and passwords only.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { waitFor } from '../../tools/test-cluster/index.mts';
import { freePort } from '../support/ports.mts';
import {
  machineEnvironment,
  productionEnvironment,
} from './support/environment.mts';
import { startDatabase } from './support/postgres.mts';
import type { Database } from './support/postgres.mts';
import { runBackend } from './support/process.mts';
import type { BackendProcess } from './support/process.mts';

const PRODUCTION = ['app-config.production.yaml'];
const MIGRATIONS = resolve(
  import.meta.dirname,
  '../../plugins/deployments-backend/migrations',
);

let database: Database;
let port: number;
let url: string;
let required: Record<string, string>;
let given: Record<string, string>;

before(async () => {
  database = await startDatabase();
  port = await freePort();
  url = `http://localhost:${port}`;
  required = productionEnvironment(url, database);
  given = machineEnvironment(port, database);
});

after(() => database?.stop());

describe('variables that are not set', () => {
  it('are named in one line, all of them, before anything starts', async () => {
    const backend = runBackend(PRODUCTION, given);
    assert.equal(await backend.exitCode(), 1);
    const [line, ...rest] = backend.stderr().trimEnd().split('\n');
    assert.deepEqual(rest, []);
    assert.match(line, /app-config\.production\.yaml needs/);
    const [, names] = /not set: (.*)$/.exec(line) ?? [];
    assert.deepEqual(names.split(', ').sort(), Object.keys(required).sort());
  });

  it('are named alone when the others are set', async () => {
    const { EKS_READ_TOKEN: _, ...others } = required;
    const backend = runBackend(PRODUCTION, { ...given, ...others });
    assert.equal(await backend.exitCode(), 1);
    assert.match(backend.stderr(), /not set: EKS_READ_TOKEN\n$/);
  });
});

describe('the portal in production', () => {
  let backend: BackendProcess;

  before(async () => {
    backend = runBackend(PRODUCTION, { ...given, ...required });
    await backend.ready(url);
  });

  after(() => backend?.kill());

  it('has its tables in PostgreSQL, each plugin in a schema of its own', async () => {
    const schemas = await database.query(
      'SELECT schema_name FROM information_schema.schemata',
    );
    for (const plugin of ['catalog', 'scaffolder', 'deployments']) {
      assert.ok(schemas.includes(plugin), `${plugin} is not in ${schemas}`);
    }
    assert.deepEqual(
      await database.query(
        'SELECT name FROM deployments.knex_migrations ORDER BY name',
      ),
      (await readdir(MIGRATIONS)).sort(),
    );
    assert.deepEqual(
      await database.query('SELECT count(*) FROM deployments.targets'),
      ['0'],
    );
  });

  it('talks to PostgreSQL over TLS only', async () => {
    const connections = await database.query(
      `SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
       WHERE datname = 'portal' AND client_addr IS NOT NULL`,
    );
    assert.deepEqual(connections, ['t']);
  });

  it('knows no guests', async () => {
    const answer = await fetch(`${url}/api/auth/guest/refresh`, {
      method: 'POST',
    });
    assert.equal(answer.status, 404);
    assert.doesNotMatch(await answer.text(), /"token"/);
  });

  it('tells nothing to who has not signed in', async () => {
    for (const path of [
      '/api/deployments/v1/clusters',
      '/api/deployments/v1/entities/component/default/heal7-web-main',
      '/api/catalog/entities',
      '/api/kubernetes/clusters',
    ]) {
      const answer = await fetch(`${url}${path}`);
      assert.equal(answer.status, 401, path);
    }
  });

  it('takes no token that somebody else has signed', async () => {
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = [
      part({ typ: 'vnd.backstage.user', alg: 'ES256', kid: 'mine' }),
      part({ sub: 'user:default/cto', ent: ['user:default/cto'] }),
      'c2lnbmF0dXJl',
    ].join('.');
    const answer = await fetch(`${url}/api/deployments/v1/clusters`, {
      headers: { authorization: `Bearer ${forged}` },
    });
    assert.equal(answer.status, 401);
  });

  it('ends when it is told to, with pages open that do not let go', async () => {
    const socketUrl = `${url.replace('http', 'ws')}/api/signals`;
    const sockets = new Set<WebSocket>();
    let open = true;
    const connect = () => {
      const socket = new WebSocket(socketUrl);
      sockets.add(socket);
      // As pages do, and while it is ending, too.
      socket.onclose = () => open && setTimeout(connect, 100);
    };
    // The first request for a socket is never answered: it is how the backend
    // comes to listen for them.
    await waitFor(
      'an open socket',
      () => {
        if ([...sockets].some(({ readyState, OPEN }) => readyState === OPEN)) {
          return true;
        }
        connect();
        return undefined;
      },
      { interval: 500 },
    );
    try {
      assert.equal(await backend.terminate(), 0);
    } finally {
      open = false;
    }
  });
});

describe('a backend that must not run', () => {
  it('stops at a PostgreSQL whose certificate it does not trust', async () => {
    const { NODE_EXTRA_CA_CERTS: _, ...untrusting } = given;
    const backend = runBackend(PRODUCTION, { ...untrusting, ...required });
    assert.equal(await backend.exitCode(), 1);
    assert.match(backend.stderr(), /self-signed certificate/);
  });

  it('stops when guests could come from other machines', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'portal-production-'));
    const overlay = join(dataDir, 'app-config.json');
    await writeFile(
      overlay,
      JSON.stringify({ backend: { listen: { host: '0.0.0.0' } } }),
    );
    const backend = runBackend(['app-config.yaml', overlay], {
      HEAL7_BACKEND_PORT: String(port),
      HEAL7_DATA_DIR: dataDir,
    });
    assert.equal(await backend.exitCode(), 1);
    assert.match(
      backend.stderr(),
      /Guest sign-in .* backend\.listen\.host is '0\.0\.0\.0'/,
    );
    await rm(dataDir, { recursive: true, force: true });
  });
});
