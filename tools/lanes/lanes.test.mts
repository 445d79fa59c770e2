import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../bootstrap/lib/paths.mjs';
import { lanes } from './lanes.mts';

test('every lane has a name of its own, inputs and steps', () => {
  const ids = lanes.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, inputs, steps } of lanes) {
    assert.ok(inputs.length > 0 && steps.length > 0, id);
  }
});

test('every script that a step runs is there', () => {
  const scripts = lanes
    .flatMap(({ steps }) => steps)
    .flatMap(({ command }) => command)
    .filter(word => /^[\w./-]+\.m[jt]s$/.test(word));
  assert.ok(scripts.length > 0);
  for (const script of scripts) {
    assert.ok(existsSync(join(root, script)), script);
  }
});
