import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { after, afterEach, test } from 'node:test';

const root = mkdtempSync(join(tmpdir(), 'results-'));
const machine = process.env.PATH!;

// Read when the modules are loaded.
process.env.HEAL7_CACHE_DIR = join(root, 'cache');
const { lintEnvironment, serviceEnvironment } = await import('./commands.mts');
const { plan } = await import('./plan.mts');
const { rowsOf } = await import('./options/rows.mts');
const { toolsHash } = await import('./results.mts');
const { loadTemplate } = await import('../template.mts');

/** A folder with a Python that is no other's. */
function pythonIn(folder: string): string {
  const bin = join(root, folder);
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'python3'), '#!/bin/sh\necho Python 3.0.0\n');
  chmodSync(join(bin, 'python3'), 0o755);
  return bin;
}

afterEach(() => {
  process.env.PATH = machine;
});
after(() => rmSync(root, { recursive: true }));

test('a result counts whether a lane or a person asks, from any clone', () => {
  const asked = toolsHash();
  const clone = resolve(import.meta.dirname, '../../..');
  process.env.PATH = [
    join(clone, 'node_modules/.bin'),
    pythonIn('cache/python-tools/bin'),
    machine,
  ].join(delimiter);
  assert.equal(toolsHash(), asked);
  assert.ok(!serviceEnvironment().PATH!.includes(join(clone, 'node_modules')));
});

test('another Python on the machine is asked anew', () => {
  const before = toolsHash();
  process.env.PATH = [pythonIn('machine'), machine].join(delimiter);
  assert.notEqual(toolsHash(), before);
});

test("linters are the pinned ones, a service has the machine's tools", () => {
  const pinned = join(root, 'cache/python-tools/bin');
  const index = (env: Record<string, string>) => {
    const folders = env.PATH!.split(delimiter);
    return Math.sign(folders.indexOf(pinned) - folders.indexOf('/usr/bin'));
  };
  assert.equal(index(lintEnvironment()), -1);
  assert.equal(index(serviceEnvironment()), 1);
});

test('a result counts wherever its service is rendered', async () => {
  const [row] = rowsOf(loadTemplate('worker'));
  const keys = async (folder: string) =>
    (await plan([row!], join(root, folder))).tasks.map(({ key }) => key);
  assert.deepEqual(await keys('one'), await keys('another/deeper'));
});
