// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fingerprint, manifests } from './fingerprint.mjs';

/** @type {string} */
let root;

/** @type {(path: string, text: string) => void} */
const write = (path, text) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fingerprint-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('finds the package.json of every workspace', () => {
  write('package.json', '{"workspaces":["packages/*","plugins/*"]}');
  write('packages/b/package.json', '{}');
  write('packages/a/package.json', '{}');
  write('packages/empty/README.md', '');
  write('elsewhere/c/package.json', '{}');
  assert.deepEqual(manifests(root), [
    'package.json',
    'packages/a/package.json',
    'packages/b/package.json',
  ]);
});

test('is the same for the same files and differs for each change', () => {
  write('a', 'one');
  write('b', 'two');
  const before = fingerprint(root, ['a', 'b'], ['linux']);
  assert.equal(fingerprint(root, ['a', 'b'], ['linux']), before);
  assert.notEqual(fingerprint(root, ['a', 'b'], ['darwin']), before);
  assert.notEqual(fingerprint(root, ['a'], ['linux']), before);
  write('b', 'three');
  assert.notEqual(fingerprint(root, ['a', 'b'], ['linux']), before);
});

test('an absent file is not an empty one', () => {
  const absent = fingerprint(root, ['a']);
  write('a', '');
  assert.notEqual(fingerprint(root, ['a']), absent);
});

test('text moved from one file to the next is a change', () => {
  write('a', 'xy');
  write('b', 'z');
  const before = fingerprint(root, ['a', 'b']);
  write('a', 'x');
  write('b', 'yz');
  assert.notEqual(fingerprint(root, ['a', 'b']), before);
});
