import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  postgresBinaries,
  startPostgres,
} from '../../../plugins/deployments-backend/scripts/postgres.mjs';

const run = promisify(execFile);

/** A real PostgreSQL that takes TLS and passwords only, as a managed one. */
export interface Database {
  host: string;
  port: number;
  user: string;
  password: string;
  /** PEM file of the certificate, which it has signed itself. */
  ca: string;
  /** Rows of a query in the database `portal`, columns separated by `|`. */
  query(sql: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts it with an empty database `portal`. */
export async function startDatabase(): Promise<Database> {
  const bin = postgresBinaries();
  if (!bin) {
    throw new Error(
      'No PostgreSQL found: install it (Debian: postgresql) or set HEAL7_POSTGRES_BIN',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const [key, ca, passwordFile] = ['key.pem', 'ca.pem', 'password'].map(name =>
    join(folder, name),
  );
  const host = 'localhost';
  const password = 'only-of-this-test';
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'],
    ...['-keyout', key, '-out', ca, '-subj', `/CN=${host}`],
    ...['-addext', `subjectAltName=DNS:${host}`],
  ]);
  await writeFile(passwordFile, password);
  const server = await startPostgres(folder, bin, {
    initdb: ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    settings: { ssl: 'on', ssl_cert_file: ca, ssl_key_file: key },
  });
  const psql = async (database: string, sql: string) => {
    const { stdout } = await run(join(bin, 'psql'), ['-AXtqc', sql], {
      env: {
        ...process.env,
        PGHOST: host,
        PGPORT: String(server.port),
        PGUSER: 'postgres',
        PGPASSWORD: password,
        PGDATABASE: database,
        PGSSLMODE: 'verify-full',
        PGSSLROOTCERT: ca,
      },
    });
    return stdout.split('\n').filter(line => line !== '');
  };
  await psql('postgres', 'CREATE DATABASE portal');
  return {
    ...{ host, port: server.port, user: 'postgres', password, ca },
    query: sql => psql('portal', sql),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
