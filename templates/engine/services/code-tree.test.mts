import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { codeTree } from './code-tree.mts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'code-tree-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function service(name: string, files: Record<string, string>) {
  const folder = join(root, name);
  const all = { 'package.json': `{"name":"${name}"}`, ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return codeTree(folder, [name]);
}

test('services that differ in name, delivery and documents are one', () => {
  assert.deepEqual(
    service('first', {
      'deploy/values.yaml': '{ port: 1, env: { ROUTES: "/a=http://a:1" } }',
      'docs/x.md': 'a',
    }),
    service('second', {
      'deploy/values.yaml': '{ port: 2, env: { ROUTES: "/b=http://b:1" } }',
      'README.md': 'b',
    }),
  );
});

test('services that differ in code, or in how they are started, are not', () => {
  const plain = service('first', { 'main.ts': 'a' });
  assert.notDeepEqual(service('second', { 'main.ts': 'c' }), plain);
  assert.notDeepEqual(
    service('fourth', {
      'main.ts': 'a',
      'deploy/values.yaml': 'env: { AUTH: jwt }',
    }),
    plain,
  );
  assert.notDeepEqual(
    service('third', { 'main.ts': 'a', 'deploy/values.yaml': 'kind: worker' }),
    plain,
  );
});
