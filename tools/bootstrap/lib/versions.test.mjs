// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeFits, readToolchain } from './versions.mjs';

const fits = ['22.18.0', '24.0.0'];

test('takes a release that is not older than the oldest of its major version', () => {
  for (const version of [
    '22.18.0',
    '22.18.1',
    '22.20.0',
    '24.0.0',
    '24.21.3',
  ]) {
    assert.equal(nodeFits(version, fits), true, version);
  }
});

test('refuses older releases and other major versions', () => {
  for (const version of ['22.17.9', '20.20.2', '23.11.0', '25.0.0', '26.1.0']) {
    assert.equal(nodeFits(version, fits), false, version);
  }
});

test('every pinned Node fits by its own rule', () => {
  const { node } = readToolchain();
  for (const { name, version } of Object.values(node.packages)) {
    assert.equal(nodeFits(version, node.fits), true, name);
  }
});
