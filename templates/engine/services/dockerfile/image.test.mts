import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONFIGURING, declareArgs, readCommand } from './image.mts';
import type { Stage } from './stage.mts';
import type { Instruction } from './types.mts';

const stage = (): Stage => ({
  files: { upper: '', below: [], base: [] },
  base: { layers: [], mounts: [], masks: [], env: {}, user: '' },
  args: {},
  config: {
    env: { A: 'one' },
    workdir: '/app',
    user: '',
    shell: ['/bin/sh', '-c'],
    cmd: ['base'],
    exposed: [],
    labels: {},
    stopSignal: 'SIGTERM',
  },
});

const instruction = (keyword: string, rest: string): Instruction => ({
  keyword,
  rest,
  line: 7,
  flags: [],
  heredocs: [],
});

const configure = (keyword: string, rest: string) => {
  const changed = stage();
  CONFIGURING[keyword]!(
    changed,
    instruction(keyword, rest),
    name => changed.config.env[name],
  );
  return changed.config;
};

test('a line of ENV is expanded before any of it counts', () => {
  assert.deepEqual(configure('ENV', 'A=two B="$A three"').env, {
    A: 'two',
    B: 'one three',
  });
  assert.throws(() => configure('ENV', 'A two'), /line 7: ENV A is not/);
});

test('WORKDIR is relative to the one before', () => {
  assert.equal(configure('WORKDIR', 'sub').workdir, '/app/sub');
  assert.equal(configure('WORKDIR', '/$A').workdir, '/one');
});

test('ENTRYPOINT forgets the CMD of the base', () => {
  const { entrypoint, cmd } = configure('ENTRYPOINT', '["a", "b c"]');
  assert.deepEqual(entrypoint, ['a', 'b c']);
  assert.equal(cmd, undefined);
});

test('a command is a list, or a line for the shell', () => {
  assert.deepEqual(readCommand('["a"]', ['sh', '-c']), ['a']);
  assert.deepEqual(readCommand('[ -f x ]', ['sh', '-c']), [
    'sh',
    '-c',
    '[ -f x ]',
  ]);
});

test('HEALTHCHECK runs a command, or nothing', () => {
  assert.deepEqual(configure('HEALTHCHECK', 'CMD ["a"]').healthcheck, ['a']);
  assert.equal(configure('HEALTHCHECK', 'NONE').healthcheck, undefined);
  assert.throws(() => configure('HEALTHCHECK', 'curl'), /HEALTHCHECK curl/);
});

test('ARG takes what is given, then its default, then what is known', () => {
  const declared = (rest: string) => {
    const values: Record<string, string> = {};
    const from = { given: { G: 'given' }, outer: { O: 'outer' } };
    declareArgs(instruction('ARG', rest), values, from, () => 'x');
    return values;
  };
  assert.deepEqual(declared('G=own'), { G: 'given' });
  assert.deepEqual(declared('O=own P="$X"'), { O: 'own', P: 'x' });
  assert.deepEqual(declared('O'), { O: 'outer' });
  assert.deepEqual(declared('TARGETOS'), { TARGETOS: 'linux' });
  assert.deepEqual(declared('NONE'), {});
});
