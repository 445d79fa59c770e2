import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  postgresBinaries,
  startPostgres,
} from '../../../../plugins/deployments-backend/scripts/postgres.mjs';
import { runCommand } from '../commands.mts';

/** A PostgreSQL of one's own. */
export type Database = {
  port: number;
  stop(): Promise<void>;
};

/** As the image's variables say: its user, password and database. */
export async function startDatabase(
  env: Record<string, string> = {},
): Promise<Database> {
  const bin = postgresBinaries();
  if (!bin) throw new Error('PostgreSQL is needed: install postgresql');
  const folder = await mkdtemp(join(tmpdir(), 'heal7-postgres-'));
  const server = await startPostgres(folder, bin);
  const user = env.POSTGRES_USER ?? 'postgres';
  const database = env.POSTGRES_DB ?? user;
  const run = (sql: string) =>
    runCommand(
      [
        ...['psql', '-h', '127.0.0.1', '-p', String(server.port)],
        ...['-U', 'postgres', '-v', 'ON_ERROR_STOP=1', '-c', sql],
      ],
      folder,
    );
  const made = [
    ...(user === 'postgres' ? [] : [`CREATE ROLE "${user}" SUPERUSER LOGIN`]),
    ...(database === 'postgres' ? [] : [`CREATE DATABASE "${database}"`]),
  ];
  for (const sql of made) {
    const problems = await run(sql);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }
  return {
    port: server.port,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Points what was written for a job's own host at the port it has here. */
export const redirected =
  (from: number, to: number) =>
  (text: string): string =>
    text
      .replaceAll(
        new RegExp(`\\b(localhost|127\\.0\\.0\\.1):${from}\\b`, 'g'),
        `127.0.0.1:${to}`,
      )
      .replaceAll(new RegExp(`^${from}$`, 'g'), String(to));
