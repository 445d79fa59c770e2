/**
 * Loaded into the backend before everything else: lets a task stand still just
 * before its n-th write, so that killing the backend then is killing it there.
 *
 * A task of the service `recovery-007` stands still at its seventh write;
 * `recovery-000` never does. Each write that is come to is a line of the file
 * HEAL7_FREEZE_LOG; where there is no such file, nothing is done at all.
 */
const { appendFileSync, existsSync } = require('node:fs');
const fs = require('node:fs');
const { basename, join } = require('node:path');

const log = process.env.HEAL7_FREEZE_LOG;
const packages = join(__dirname, '../../../node_modules/@backstage');
const NAME = /^recovery-(\d{3})$/;
/** How the scaffolder writes what a step has logged, in colours. */
// eslint-disable-next-line no-control-regex
const INFO = /^\u001b\[\d+minfo\u001b\[\d+m: (.*)/;
const BEFORE_WORK = /^(?:Fetching|Listing|Processing|Copying)\b/;

if (log && existsSync(log)) {
  const names = new Map();
  const writes = new Map();
  const frozen = new Set();
  const said = new Set();

  const pass = async (name, what) => {
    const [, digits] = NAME.exec(name ?? '') ?? [];
    if (digits === undefined) return;
    if (!frozen.has(name)) {
      const count = (writes.get(name) ?? 0) + 1;
      writes.set(name, count);
      appendFileSync(log, `${JSON.stringify({ name, count, what })}\n`);
      if (count === Number(digits)) frozen.add(name);
    }
    // Nobody waits for what is logged: a task that stands still there is held
    // at the next write that it waits for.
    if (frozen.has(name)) await new Promise(() => {});
  };

  const before = (type, method, describe) => {
    const original = type.prototype[method];
    type.prototype[method] = async function passed(options) {
      const what = describe(options);
      if (what) await pass(names.get(options.taskId), what);
      return original.call(this, options);
    };
  };

  const { DatabaseTaskStore } = require(join(
    packages,
    'plugin-scaffolder-backend/dist/scaffolder/tasks/DatabaseTaskStore.cjs.js',
  ));
  const claim = DatabaseTaskStore.prototype.claimTask;
  DatabaseTaskStore.prototype.claimTask = async function claimed() {
    const task = await claim.call(this);
    if (task) names.set(task.id, task.spec.parameters.name);
    return task;
  };
  before(DatabaseTaskStore, 'emitLogEvent', ({ taskId, body }) => {
    // Only what a step itself says, while it is at work.
    const words = INFO.exec(body.message)?.[1];
    if (words === undefined || BEFORE_WORK.test(words)) return undefined;
    // Once for each step: its folders are half full.
    const key = `${taskId} ${body.stepId} ${words.split(' ')[0]}`;
    if (said.has(key)) return undefined;
    said.add(key);
    return `${body.stepId} says: ${words.slice(0, 40)}`;
  });
  before(DatabaseTaskStore, 'saveTaskState', () => 'state');
  before(DatabaseTaskStore, 'completeTask', () => 'completion');

  const { DatabaseWorkspaceProvider } = require(join(
    packages,
    'plugin-scaffolder-backend-module-workspace-database/dist/provider/DatabaseWorkspaceProvider.cjs.js',
  ));
  before(DatabaseWorkspaceProvider, 'serializeWorkspace', () => 'workspace');
  before(DatabaseWorkspaceProvider, 'cleanWorkspace', () => 'clean-up');

  const { rename } = fs.promises;
  fs.promises.rename = async (from, to) => {
    const name = String(to).endsWith('.git') ? basename(to, '.git') : undefined;
    await pass(name, 'repository, built but not in place');
    await rename(from, to);
    await pass(name, 'repository, in place');
  };
}
