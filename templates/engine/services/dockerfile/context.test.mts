import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { contextFiles } from './context.mts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'context-'));
  for (const path of ['a.txt', 'src/b.ts', 'src/b.test.ts', 'other/c']) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
});

afterEach(() => rmSync(folder, { recursive: true }));

test('everything without a .dockerignore', () => {
  assert.deepEqual(contextFiles(folder), [
    'a.txt',
    'other/c',
    'src/b.test.ts',
    'src/b.ts',
  ]);
});

test('what a .dockerignore takes out, and back in', () => {
  writeFileSync(join(folder, '.dockerignore'), '*\n!src\n**/*.test.ts\n');
  assert.deepEqual(contextFiles(folder), ['src/b.ts']);
});
