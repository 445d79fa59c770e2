/**
 * Tasks that are killed with the portal, at every write that they make, go on
 * when it is started again, and end as if nothing had happened.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { waitFor } from '../../tools/test-cluster/index.mts';
import type { Backend } from '../support/backend.mts';
import {
  contentOf,
  create,
  leftovers,
  restartPortal,
  startPortal,
  TEMPLATE,
  writesIn,
} from './support/portal.mts';
import type { Write } from './support/portal.mts';
import { writeTemplate } from './support/template.mts';

const UNHARMED = 'recovery-000';
const nameAt = (count: number) => `recovery-${String(count).padStart(3, '0')}`;

let root: string;
let dataDir: string;
let workingDirectory: string;
let repositories: string;
let freezeLog: string;
let portal: Backend;

interface Task {
  status: string;
}
interface TaskEvent {
  type: string;
  body: { message: string; error?: { message: string } };
}

const statusOf = async (id: string) =>
  (await portal.get<Task>(`/api/scaffolder/v2/tasks/${id}`)).body.status;

const eventsOf = async (id: string) =>
  (await portal.get<TaskEvent[]>(`/api/scaffolder/v2/tasks/${id}/events`)).body;

const ended = (id: string) =>
  waitFor(
    `the end of task ${id}`,
    async () => {
      const status = await statusOf(id);
      return ['completed', 'failed'].includes(status) ? status : undefined;
    },
    { timeout: 300_000, interval: 200 },
  );

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'recovery-'));
  dataDir = join(root, 'data');
  workingDirectory = join(root, 'work');
  repositories = join(dataDir, 'repositories');
  freezeLog = join(root, 'writes');
  await mkdir(workingDirectory);
  await writeFile(freezeLog, '');
  const template = await writeTemplate(join(root, 'template'));
  portal = await startPortal({
    dataDir,
    workingDirectory,
    freezeLog,
    template,
  });
  await waitFor('the template', async () => {
    const path = TEMPLATE.replace(/[:]/, '/');
    const { status } = await portal.get(
      `/api/catalog/entities/by-name/${path}`,
    );
    return status === 200 || undefined;
  });
});

after(async () => {
  await portal?.kill();
  await rm(root, { recursive: true, force: true });
});

describe('a portal that is killed', () => {
  let writes: Write[];
  let tasks: Map<string, string>;

  before(async () => {
    const unharmed = await create(portal, UNHARMED);
    assert.equal(await ended(unharmed), 'completed');
    writes = await waitFor('the last write', async () => {
      const found = await writesIn(freezeLog);
      return found.at(-1)?.what === 'clean-up' ? found : undefined;
    });

    tasks = new Map();
    for (const { count } of writes) {
      tasks.set(nameAt(count), await create(portal, nameAt(count)));
    }
    await waitFor(
      `${writes.length} tasks that stand still`,
      async () => {
        const found = await writesIn(freezeLog);
        const still = found.filter(({ name, count }) => name === nameAt(count));
        return still.length === writes.length || undefined;
      },
      { timeout: 600_000 },
    );
    await restartPortal(portal, { freezeLog });
  });

  it('is killed within each step that acts, and between all steps', () => {
    const what = writes.map(write => write.what);
    assert.ok(what.includes('repository, built but not in place'));
    assert.ok(what.includes('repository, in place'));
    for (const step of ['reserve-name', 'write-skeleton', 'register-local']) {
      assert.ok(
        what.some(text => text.startsWith(`${step} says:`)),
        step,
      );
    }
    // One before each step is recorded as done, one before the next begins.
    assert.ok(what.filter(text => text === 'state').length >= 7);
    assert.ok(what.filter(text => text === 'workspace').length >= 7);
    assert.deepEqual(what.slice(-2), ['completion', 'clean-up']);
  });

  it('goes on with all tasks when it is started again', async () => {
    for (const [name, id] of tasks) {
      const status = await ended(id);
      assert.equal(
        status,
        'completed',
        `${name}: ${JSON.stringify((await eventsOf(id)).slice(-3))}`,
      );
    }
  });

  it('has made one repository of each, as if it had not been killed', async () => {
    assert.deepEqual(
      (await readdir(repositories)).sort(),
      [UNHARMED, ...tasks.keys()].map(name => `${name}.git`),
    );
    const expected = await contentOf(repositories, UNHARMED);
    assert.equal(expected.commits, 1);
    assert.match(expected.files['catalog-info.yaml'], /name: NAME/);
    assert.match(expected.files['README.md'], /as \.\/nextjs-web\/skeleton/);
    for (const name of tasks.keys()) {
      assert.deepEqual(await contentOf(repositories, name), expected, name);
    }
  });

  it('has one entity of each in the catalog', async () => {
    const { body } = await portal.get<Array<{ metadata: { name: string } }>>(
      '/api/catalog/entities?filter=kind=component&fields=metadata.name',
    );
    const found = body
      .map(({ metadata }) => metadata.name)
      .filter(name => name.startsWith('recovery-'))
      .sort();
    assert.deepEqual(found, [UNHARMED, ...tasks.keys()]);
  });

  it('leaves nothing of the tasks behind', async () => {
    const found = await waitFor(
      'the end of all leftovers',
      async () => {
        const left = await leftovers({ dataDir, workingDirectory });
        return left.length === 0 ? left : undefined;
      },
      { timeout: 120_000, interval: 500 },
    ).catch(() => leftovers({ dataDir, workingDirectory }));
    assert.deepEqual(found, []);
  });
});

describe('a task that fails', () => {
  const failureOf = async (id: string) => {
    assert.equal(await ended(id), 'failed');
    const completion = (await eventsOf(id)).find(
      ({ type }) => type === 'completion',
    );
    return completion?.body.error?.message ?? '';
  };

  it('says which name is taken, and by what', async () => {
    const message = await failureOf(await create(portal, 'heal7-web-main'));
    assert.match(message, /component 'heal7-web-main' already; choose another/);
  });

  it('is the second of two that want a name, and harms nothing of the first', async () => {
    const name = 'wanted-twice';
    const outcomes = await Promise.all(
      (
        await Promise.all([create(portal, name), create(portal, name)])
      ).map(async id => ({ id, status: await ended(id) })),
    );
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), [
      'completed',
      'failed',
    ]);
    const loser = outcomes.find(({ status }) => status === 'failed');
    assert.match(await failureOf(loser?.id ?? ''), /'wanted-twice'/);
    const { commits } = await contentOf(repositories, name);
    assert.equal(commits, 1);
  });
});
