import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import {
  postgresBinaries,
  startPostgres,
} from '../../plugins/deployments-backend/scripts/postgres.mjs';
import { waitFor } from '../../tools/test-cluster/src/wait.mts';

/** What both sides have, as migrations make it. */
const SCHEMA = `
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE saju_calculations (
  id bigserial,
  created_at date NOT NULL,
  PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
CREATE TABLE saju_calculations_2025 PARTITION OF saju_calculations
  FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
`;

const PARTITION_2026 = `
CREATE TABLE saju_calculations_2026 PARTITION OF saju_calculations
  FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
`;

interface Server {
  dsn: string;
  stop(): Promise<void>;
}

const here = import.meta.dirname;
const binaries = postgresBinaries();
assert.ok(binaries, 'PostgreSQL is installed');
const psql = join(binaries, 'psql');

/** Why nothing can be followed here; undefined when it can. */
const skip = existsSync(join(binaries, '..', 'lib', 'pglogical.so'))
  ? undefined
  : 'install pglogical for this PostgreSQL (Debian: postgresql-15-pglogical)';
const run = promisify(execFile);

/** Runs SQL, or a file of it with values for its variables. */
async function sql(
  server: Server,
  source: { text: string } | { file: string; values?: Record<string, string> },
): Promise<string> {
  const args =
    'text' in source
      ? ['-c', source.text]
      : [
          ...Object.entries(source.values ?? {}).flatMap(([name, value]) => [
            '-v',
            `${name}=${value}`,
          ]),
          ...['-f', join(here, source.file)],
        ];
  const { stdout } = await run(psql, [
    ...['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1'],
    ...['-d', server.dsn],
    ...args,
  ]);
  return stdout.trim();
}

const ask = (server: Server, text: string) => sql(server, { text });

// The manager of pglogical starts workers that have ended, and sleeps up to
// 180 seconds in between (MAX_SLEEP in its pglogical_manager.c).
const WORKER_IS_BACK = { timeout: 240_000 };

/** Waits until a question has an answer. */
const becomes = (server: Server, question: string, answer: string) =>
  waitFor(
    `${question} -> ${answer}`,
    async () => ((await ask(server, question)) === answer ? true : undefined),
    WORKER_IS_BACK,
  );

const status = () => sql(subscriber, { file: 'status.sql' });
const statusBecomes = (wanted: string) =>
  waitFor(
    `subscription ${wanted}`,
    async () => ((await status()) === wanted ? true : undefined),
    WORKER_IS_BACK,
  );

async function start(name: string): Promise<Server> {
  const folder = join(dir, name);
  const server = await startPostgres(
    await mkdtemp(folder),
    binaries as string,
    {
      settings: {
        wal_level: 'logical',
        shared_preload_libraries: 'pglogical',
        track_commit_timestamp: 'on',
        max_worker_processes: '16',
      },
    },
  );
  const dsn = `host=127.0.0.1 port=${server.port} user=postgres dbname=postgres`;
  return { dsn, stop: server.stop };
}

let dir: string;
let primary: Server;
let subscriber: Server;
const running = new Set<Server>();

async function stop(server: Server): Promise<void> {
  if (running.delete(server)) {
    await server.stop();
  }
}

before(async () => {
  if (skip) {
    return;
  }
  dir = await mkdtemp(join(tmpdir(), 'replication-'));
  // PostgreSQL runs as its own user where this is root.
  await chmod(dir, 0o755);
  [primary, subscriber] = await Promise.all([
    start('primary-'),
    start('subscriber-'),
  ]);
  running.add(primary).add(subscriber);
  await Promise.all([ask(primary, SCHEMA), ask(subscriber, SCHEMA)]);
  await ask(primary, "INSERT INTO users (name) VALUES ('before')");
});
after(async () => {
  await Promise.all([...running].map(stop));
  if (dir) {
    await rm(dir, { recursive: true, force: true });
  }
});

test(
  'a table without a primary key is found before it is published',
  { skip },
  async () => {
    assert.equal(await sql(primary, { file: 'identities.sql' }), '');
    await ask(primary, 'CREATE TABLE unkeyed (note text)');
    assert.equal(
      await sql(primary, { file: 'identities.sql' }),
      'public.unkeyed',
    );
    await ask(primary, 'DROP TABLE unkeyed');
  },
);

test(
  'rows that were there and rows that come are followed',
  { skip },
  async () => {
    await sql(primary, { file: 'provider.sql', values: { own: primary.dsn } });
    await sql(subscriber, {
      file: 'subscriber.sql',
      values: { own: subscriber.dsn, provider: primary.dsn },
    });
    await becomes(subscriber, 'SELECT count(*) FROM users', '1');
    await statusBecomes('replicating');
    await ask(
      primary,
      `INSERT INTO users (name) VALUES ('after');
     UPDATE users SET name = 'changed' WHERE id = 1;
     INSERT INTO saju_calculations (created_at) VALUES ('2025-08-23')`,
    );
    await becomes(
      subscriber,
      "SELECT string_agg(name, ',' ORDER BY id) FROM users",
      'changed,after',
    );
    await becomes(subscriber, 'SELECT count(*) FROM saju_calculations', '1');
  },
);

test(
  'a column that only the primary has stops the following, until it is there',
  { skip },
  async () => {
    await ask(
      primary,
      `ALTER TABLE users ADD COLUMN birth_date date;
     INSERT INTO users (name, birth_date) VALUES ('third', '1990-01-01')`,
    );
    await statusBecomes('down');
    assert.equal(await ask(subscriber, 'SELECT count(*) FROM users'), '2');
    await ask(subscriber, 'ALTER TABLE users ADD COLUMN birth_date date');
    await becomes(
      subscriber,
      'SELECT max(birth_date) FROM users',
      '1990-01-01',
    );
    await statusBecomes('replicating');
  },
);

test(
  'a new partition is not followed by itself, and loses no row when it is added',
  { skip },
  async () => {
    await ask(primary, PARTITION_2026);
    await ask(
      primary,
      `INSERT INTO saju_calculations (created_at) VALUES ('2026-02-17');
     INSERT INTO users (name) VALUES ('fourth')`,
    );
    // Later rows of other tables arrive: nothing says that one is missing.
    await becomes(subscriber, 'SELECT count(*) FROM users', '4');
    assert.equal(
      await ask(subscriber, 'SELECT count(*) FROM saju_calculations'),
      '1',
    );
    await ask(subscriber, PARTITION_2026);
    await sql(primary, {
      file: 'add-table.sql',
      values: { table: 'public.saju_calculations_2026' },
    });
    await becomes(subscriber, 'SELECT count(*) FROM saju_calculations', '2');
    await ask(
      primary,
      "INSERT INTO saju_calculations (created_at) VALUES ('2026-02-18')",
    );
    await becomes(subscriber, 'SELECT count(*) FROM saju_calculations', '3');
  },
);

test('sequences are not followed', { skip }, async () => {
  const next = "SELECT nextval('saju_calculations_id_seq')";
  assert.equal(await ask(primary, next), '4');
  assert.equal(await ask(subscriber, next), '1');
});

test(
  'after the primary is lost, the subscriber takes writes that collide with nothing',
  { skip },
  async () => {
    await stop(primary);
    await sql(subscriber, { file: 'sequences.sql' });
    await sql(subscriber, { file: 'promote.sql' });
    assert.equal(
      await ask(
        subscriber,
        "INSERT INTO users (name) VALUES ('fifth') RETURNING id",
      ),
      '1005',
    );
    assert.equal(
      await ask(
        subscriber,
        "INSERT INTO saju_calculations (created_at) VALUES ('2026-03-01') RETURNING id",
      ),
      '1004',
    );
    assert.equal(
      await ask(subscriber, 'SELECT count(*) FROM pglogical.subscription'),
      '0',
    );
  },
);
