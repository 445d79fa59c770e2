// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmbedded } from './arguments.mjs';

test('embedded is the usual configuration, with or without local additions', () => {
  for (const args of [
    [],
    ['--config', 'app-config.yaml', '--config', 'app-config.local.yaml'],
    ['--config=../app-config.yaml'],
    ['--inspect'],
  ]) {
    assert.equal(isEmbedded(args), true, args.join(' '));
  }
});

test('any other configuration file brings its own clusters', () => {
  for (const args of [
    ['--config', 'app-config.production.yaml'],
    ['--config=app-config.production.yaml'],
    ['--config', 'app-config.yaml', '--config', 'mine.yaml'],
  ]) {
    assert.equal(isEmbedded(args), false, args.join(' '));
  }
});
