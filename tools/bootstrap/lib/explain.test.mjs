// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from './explain.mjs';

/** @type {(output: string) => string} */
const explained = output => explain('It failed', output, 'x.log');

test('a registry that cannot be reached is a missing network', () => {
  for (const output of [
    'npm error code ECONNREFUSED\nnpm error syscall connect',
    'npm error network request to https://x failed, reason: getaddrinfo ENOTFOUND x',
    '➤ YN0001: RequestError: connect ECONNREFUSED 127.0.0.1:9',
    'WARNING: Retrying ... NewConnectionError: Failed to establish a new connection',
  ]) {
    assert.match(explained(output), /^It failed: no network: /);
  }
});

test('names a full disk even when network errors follow from it', () => {
  const output = 'ENOSPC: no space left on device, write\nECONNRESET';
  assert.match(explained(output), /the disk is full/);
});

test('tells a lock file that is out of date', () => {
  const output = '➤ YN0028: The lockfile would have been modified';
  assert.match(explained(output), /yarn\.lock does not match/);
});

test('quotes the last line and the log of what it does not know', () => {
  assert.equal(
    explained('first\nsomething odd\n\n'),
    'It failed (something odd). The whole output is in x.log.',
  );
});

test('is one line', () => {
  assert.equal(explained('a\nb').includes('\n'), false);
});
