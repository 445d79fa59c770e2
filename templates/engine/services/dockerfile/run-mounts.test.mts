import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cachePath, isLocked, readRunMount } from './run-mounts.mts';

test('a cache is known by its id, else by its target', () => {
  assert.deepEqual(readRunMount('type=cache,target=/root/.npm', '/app'), {
    type: 'cache',
    target: '/root/.npm',
    id: '/root/.npm',
    alone: false,
  });
  assert.deepEqual(
    readRunMount('type=cache,id=apt,dst=cache,sharing=locked', '/app'),
    { type: 'cache', target: '/app/cache', id: 'apt', alone: true },
  );
});

test('a bind is the default, from the files of the build', () => {
  assert.deepEqual(readRunMount('target=/src,source=lib,from=build', '/'), {
    type: 'bind',
    target: '/src',
    source: 'lib',
    from: 'build',
  });
});

test('what cannot be done is named', () => {
  assert.throws(() => readRunMount('type=cache', '/'), /no target/);
  assert.throws(() => readRunMount('type=ssh,target=/x', '/'), /type=ssh/);
  assert.throws(() => readRunMount('target=/x,size=1', '/'), /size is not/);
});

test('downloads are shared by all templates, build folders are not', () => {
  assert.deepEqual(cachePath('/root/.npm', 'a'), ['shared', '_root_.npm']);
  assert.deepEqual(cachePath('/app/target', 'a'), ['a', '_app_target']);
});

test('a build folder is for one at a time, a download cache if it says so', () => {
  assert.equal(isLocked({ id: '/app/target', alone: false }), true);
  assert.equal(isLocked({ id: '/root/.npm', alone: false }), false);
  assert.equal(isLocked({ id: '/var/cache/apt', alone: true }), true);
});
