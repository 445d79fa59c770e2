import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { startBackend } from '../../support/backend.mts';
import type { Backend } from '../../support/backend.mts';

const run = promisify(execFile);
const preload = join(import.meta.dirname, 'freeze.cjs');

export const TEMPLATE = 'template:default/recovery';

const catalog = resolve(import.meta.dirname, '../../../catalog/all.yaml');

/** The embedded portal, in which any number of tasks can stand still. */
export async function startPortal(options: {
  dataDir: string;
  workingDirectory: string;
  freezeLog: string;
  /** File of the template that tasks are made from. */
  template: string;
}): Promise<Backend> {
  const { dataDir, workingDirectory, freezeLog, template } = options;
  return startBackend({
    dataDir,
    configs: ['app-config.yaml'],
    overrides: () => ({
      backend: { workingDirectory },
      platform: { documentation: { buildAtStart: [] } },
      catalog: {
        locations: [catalog, template].map(target => ({
          type: 'file',
          target,
        })),
      },
      scaffolder: {
        concurrentTasksLimit: 1000,
        // Longer than a busy backend may be silent.
        taskRecovery: { staleTimeout: { seconds: 300 } },
      },
    }),
    env: {
      HEAL7_FREEZE_LOG: freezeLog,
      NODE_OPTIONS: `--require=${preload} --max-old-space-size=4096`,
    },
  });
}

/** Starts it again, to find at once that tasks are dead, and to resume a few. */
export async function restartPortal(
  portal: Backend,
  { freezeLog }: { freezeLog: string },
): Promise<void> {
  await portal.kill();
  // Not before: whatever still runs would write it again.
  await rm(freezeLog);
  const overlay = join(portal.dataDir, 'app-config.test.json');
  const config = JSON.parse(await readFile(overlay, 'utf8'));
  config.scaffolder = {
    concurrentTasksLimit: 4,
    taskRecovery: { staleTimeout: { seconds: 15 } },
  };
  await writeFile(overlay, JSON.stringify(config));
  await portal.restart();
}

/** Asks for a service, as the wizard does. */
export async function create(
  portal: Backend,
  name: string,
  answers: object = {},
): Promise<string> {
  const { status, body } = await portal.post<{ id: string }>(
    '/api/scaffolder/v2/tasks',
    {
      templateRef: TEMPLATE,
      values: {
        name,
        description: 'Made to be killed',
        owner: 'group:default/web-team',
        system: 'system:default/heal7-fortune',
        lifecycle: 'experimental',
        dependsOn: [],
        clusters: ['eks-heal7-production'],
        size: {
          minReplicas: 2,
          maxReplicas: 10,
          cpu: '500m',
          memory: '512Mi',
        },
        engine: 'rolling',
        repoHost: 'local',
        repoOwner: 'heal7',
        ...answers,
      },
    },
  );
  if (status !== 201) {
    throw new Error(`The task was refused: ${JSON.stringify(body)}`);
  }
  return body.id;
}

/** A write that a task came to. */
export interface Write {
  name: string;
  count: number;
  what: string;
}

export async function writesIn(freezeLog: string): Promise<Write[]> {
  const text = await readFile(freezeLog, 'utf8');
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}

/** Everything in a repository but its name: paths with their contents. */
export async function contentOf(
  repositories: string,
  name: string,
): Promise<{ commits: number; files: Record<string, string> }> {
  const gitdir = join(repositories, `${name}.git`);
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', ['--git-dir', gitdir, ...args], {
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  };
  const paths = (await git('ls-tree', '-r', '-z', '--name-only', 'main'))
    .split('\0')
    .filter(path => path !== '');
  const lines = await git('grep', '-I', '-z', '', 'main');
  const files = Object.fromEntries(paths.map(path => [path, '']));
  for (const line of lines.split('\n')) {
    const [where, text = ''] = line.split('\0');
    files[where.replace(/^main:/, '')] += `${text.replaceAll(name, 'NAME')}\n`;
  }
  // The record of what was generated has digests of files that name the service.
  files[STAMP] = files[STAMP]!.replace(/[0-9a-f]{64}/g, 'DIGEST');
  const commits = Number(await git('rev-list', '--count', 'main'));
  return { commits, files };
}

const STAMP = '.heal7/template.yaml';

/** What is still kept of tasks, wherever tasks keep things. */
export async function leftovers(options: {
  dataDir: string;
  workingDirectory: string;
}): Promise<string[]> {
  const { dataDir, workingDirectory } = options;
  const database = new DatabaseSync(
    join(dataDir, 'database', 'scaffolder.sqlite'),
    { readOnly: true },
  );
  const rows = (table: string, column: string) =>
    database
      .prepare(`SELECT ${column} AS value FROM ${table}`)
      .all()
      .map(({ value }) => `${table}: ${value}`);
  try {
    return [
      ...rows('heal7_name_reservations', 'name'),
      ...rows('scaffolder_task_workspaces', 'task_id'),
      ...(await readdir(workingDirectory)),
      ...(await readdir(join(dataDir, 'repositories'))).filter(entry =>
        entry.startsWith('.'),
      ),
    ];
  } finally {
    database.close();
  }
}
