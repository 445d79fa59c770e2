// What our workflows and the services' say of our own workflows and actions.
// Linters do not follow references to another repository, and that is what these
// are to them.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
const OWN = /^heal7\/heal7-platform\/(.+)@(.+)$/;

type Input = { required?: boolean; default?: unknown };
type Use = {
  from: string;
  path: string;
  version: string;
  given: string[];
  permissions: Record<string, string>;
};

const read = (file: string) => parse(readFileSync(join(root, file), 'utf8'));

const uses: Use[] = globSync(
  '{.github,templates/shared/service/.github}/workflows/*.yml',
  { cwd: root },
).flatMap(from =>
  Object.values<any>(read(from).jobs).flatMap(job =>
    [job, ...(job.steps ?? [])].flatMap(({ uses: name = '', with: given }) => {
      const [, path, version] = OWN.exec(name) ?? [];
      return path
        ? [
            {
              from,
              path,
              version,
              given: Object.keys(given ?? {}),
              permissions: job.permissions,
            },
          ]
        : [];
    }),
  ),
);

/** The inputs of an action or of a workflow, and what its jobs ask for. */
function target(path: string): {
  inputs: Record<string, Input>;
  permissions: Record<string, string>;
} {
  const file = statSync(join(root, path)).isDirectory()
    ? join(path, 'action.yml')
    : path;
  const { inputs, on, jobs, runs } = read(file);
  if (runs?.main) {
    assert.ok(existsSync(join(root, path, runs.main)), `${path} has no main`);
  }
  const permissions = Object.values<any>(jobs ?? {}).map(
    job => job.permissions,
  );
  return {
    inputs: inputs ?? on?.workflow_call?.inputs ?? {},
    permissions: Object.assign({}, ...permissions),
  };
}

test('all of it is of one release', () => {
  assert.ok(uses.length >= 6, 'they were found');
  assert.deepEqual(
    [...new Set(uses.map(({ version }) => version))].length,
    1,
    JSON.stringify(uses.map(({ from, version }) => [from, version])),
  );
});

for (const { from, path, given, permissions } of uses) {
  test(`${from} gives ${path} what it takes`, () => {
    const { inputs, permissions: asked } = target(path);
    const names = Object.keys(inputs);
    assert.deepEqual(
      given.filter(name => !names.includes(name)),
      [],
      'it takes no such input',
    );
    assert.deepEqual(
      names.filter(
        name =>
          inputs[name].required &&
          inputs[name].default === undefined &&
          !given.includes(name),
      ),
      [],
      'it needs these, too',
    );
    // A called workflow that asks for more than its caller has does not start.
    for (const [name, level] of Object.entries(asked)) {
      const has = permissions?.[name];
      assert.ok(
        has === 'write' || has === level,
        `${path} needs ${name}: ${level}`,
      );
    }
  });
}
