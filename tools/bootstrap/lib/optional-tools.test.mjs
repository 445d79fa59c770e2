// @ts-check
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { hasCommand, missingTools } from './optional-tools.mjs';

test('finds a command on PATH only', () => {
  assert.equal(
    hasCommand('node', `/nowhere:${dirname(process.execPath)}`),
    true,
  );
  assert.equal(hasCommand('node', '/nowhere'), false);
  assert.equal(hasCommand('node', ''), false);
});

test('names what is missing once, and what that turns off', () => {
  const line = missingTools(command => command === 'python3');
  assert.match(line ?? '', /go \(no real test cluster,/);
  assert.match(line ?? '', /terraform or tofu/);
  assert.doesNotMatch(line ?? '', /python3/);
});

test('OpenTofu is as good as Terraform; nothing missing is no line', () => {
  assert.equal(
    missingTools(command => command !== 'terraform'),
    undefined,
  );
});
