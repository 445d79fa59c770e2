import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { infrastructureDir } from '../terraform-schemas/src/paths.mts';
import { suppressions } from '../terraform-schemas/src/suppressions.mts';
import { disagreements } from './src/agreement.mts';
import type { Manifest } from './src/agreement.mts';
import { forbiddenDeclarations, forbiddenText } from './src/forbidden.mts';
import { inspect } from './src/inspect.mts';
import { documented, staleness } from './src/readme.mts';

// Every stack, of whichever cloud: what the portal reads and what it runs agree.

interface StackManifest extends Manifest {
  id: string;
  providers: string[];
  stateful: string[];
}

const find = (pattern: string) =>
  globSync(pattern, { cwd: infrastructureDir }).sort();
const read = (path: string) => readFile(join(infrastructureDir, path), 'utf8');
const inspected = (path: string) => inspect(join(infrastructureDir, path));

/** All folders of a stack's code: its own, and those of its modules. */
function folders(path: string): string[] {
  const all = new Set<string>();
  const visit = (folder: string) => {
    if (!all.has(folder)) {
      all.add(folder);
      Object.values(inspected(folder).module_calls).forEach(({ source }) =>
        visit(join(folder, source)),
      );
    }
  };
  visit(path);
  return [...all];
}

const stacks = find('stacks/*/stack.yaml').map(dirname);

test('there are stacks, each with a manifest', () => {
  assert.ok(stacks.length > 0);
  assert.deepEqual(stacks, find('stacks/*'));
});

for (const path of stacks) {
  const manifest = async (): Promise<StackManifest> =>
    parse(await read(join(path, 'stack.yaml')));

  test(`${path} asks for what its code takes`, async () => {
    const stack = await manifest();
    assert.equal(stack.id, basename(path));
    assert.deepEqual(disagreements(stack, inspected(path).variables), []);
  });

  test(`${path} uses the providers that it lists, and needs them`, async () => {
    const used = folders(path)
      .flatMap(folder => Object.values(inspected(folder).required_providers))
      .map(({ source }) => `registry.terraform.io/${source}`);
    assert.deepEqual(
      [...new Set(used)].sort(),
      [...(await manifest()).providers].sort(),
    );
  });

  test(`${path} names as stateful what it has`, async () => {
    const types = folders(path).flatMap(folder =>
      Object.values(inspected(folder).managed_resources).map(
        ({ type }) => type,
      ),
    );
    const { stateful } = await manifest();
    assert.deepEqual(
      stateful.filter(type => !types.includes(type)),
      [],
    );
  });

  test(`the form of ${path} takes its defaults and every environment`, async () => {
    const { inputs } = await manifest();
    const validate = new Ajv({ allErrors: true, useDefaults: true }).compile(
      inputs,
    );
    const environments = await readdir(
      join(infrastructureDir, path, 'environments'),
    );
    assert.ok(environments.length > 0);
    for (const file of environments) {
      const values = JSON.parse(await read(join(path, 'environments', file)));
      assert.ok(
        validate(values),
        `${file}: ${JSON.stringify(validate.errors)}`,
      );
    }
  });
}

test('no code runs programs, keeps keys or comes from elsewhere', async () => {
  const found: string[] = [];
  for (const folder of find('{modules,stacks}/*')) {
    found.push(
      ...forbiddenDeclarations(inspected(folder), {
        modules: /^\.\.\/(\.\.\/modules\/)?[a-z0-9-]+$/,
      }),
    );
  }
  for (const file of find('**/*.tf')) {
    const what = forbiddenText(await read(file));
    found.push(...what.map(it => `${it} in ${file}`));
  }
  assert.deepEqual(found, []);
});

test('what the portal gives is the same in all stacks on AWS', async () => {
  const texts = await Promise.all(find('stacks/*/portal.tf').map(read));
  assert.ok(texts.length > 1);
  assert.equal(new Set(texts).size, 1);
});

test('every provider of AWS tags what it makes', async () => {
  for (const file of find('stacks/*/portal.tf')) {
    const text = await read(join(dirname(file), 'providers.tf'));
    const providers = text.match(/^provider "aws" \{/gm) ?? [];
    const tags = text.match(/default_tags \{\s+tags = local\.tags/g) ?? [];
    assert.ok(providers.length > 0, file);
    assert.equal(tags.length, providers.length, file);
  }
});

test('every stack with a published provider is locked', async () => {
  const locks = await Promise.all(
    find('stacks/*/portal.tf').map(file =>
      read(join(dirname(file), '.terraform.lock.hcl')),
    ),
  );
  assert.equal(new Set(locks).size, 1);
  // One of each platform's packages: locked for all of them, not for this one.
  assert.ok((locks[0].match(/"zh:[0-9a-f]{64}"/g) ?? []).length > 10);
});

test('the READMEs say what the modules take and give', async () => {
  const dirs = documented();
  assert.ok(dirs.length > 0);
  assert.deepEqual(dirs.flatMap(staleness), []);
});

test('every suppression of a check says why', async () => {
  const files = find('**/*.tf');
  const found = await Promise.all(
    files.map(async file => suppressions(file, await read(file))),
  );
  const silent = found.flat().filter(({ reason }) => reason.length < 20);
  assert.deepEqual(silent, []);
});
