import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

function jq(filter: string, input: unknown) {
  const { status, stdout, stderr } = spawnSync(
    'jq',
    ['--compact-output', '-L', import.meta.dirname, filter],
    { input: JSON.stringify(input), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const to = (subset: string, weight?: number) => ({
  destination: { host: 'gw', subset },
  weight,
});
const route = (...destinations: object[]) => ({
  metadata: { name: 'gw' },
  spec: {
    http: [
      { name: 'private', directResponse: { status: 404 } },
      { name: 'primary', timeout: '15s', route: destinations },
    ],
  },
});
const read = (filter: string, object: unknown) =>
  jq(`include "route"; ${filter}`, object);

test('the live colour is the one with the traffic, whatever its name', () => {
  assert.equal(read('live', route(to('blue', 100), to('green', 0))), 'blue');
  assert.equal(read('live', route(to('blue', 0), to('green', 100))), 'green');
  assert.equal(read('idle', route(to('blue', 10), to('green', 90))), 'blue');
  assert.equal(read('live', route(to('a'), to('b', 100))), 'b');
});

test('what has no live colour is refused with what to do', () => {
  for (const [object, message] of [
    [route(to('blue', 50), to('green', 50)), /weight 50: none is live/],
    [route(to('blue', 100)), /needs two destinations/],
    [route(to('blue', 100), to('blue', 0)), /a subset of its own/],
    [{ metadata: { name: 'gw' }, spec: {} }, /one http route named primary/],
  ] as const) {
    assert.throws(() => read('live', object), message);
  }
});

const RELEASE = { live: 'blue', next: 'green', share: 10 };

/** Routes by phase: weights of blue and green, and whether there is a header. */
const PHASES: Array<[string, number[], boolean]> = [
  ['preparing', [100, 0], false],
  ['rolling', [100, 0], false],
  ['checking', [100, 0], true],
  ['watching', [90, 10], true],
  ['inconclusive', [90, 10], true],
  ['settling', [0, 100], false],
  ['done', [0, 100], false],
  ['rolling-back', [100, 0], false],
  ['failed', [100, 0], false],
  ['aborted', [100, 0], false],
];

for (const [phase, weights, header] of PHASES) {
  test(`${phase} routes the same from wherever it is entered`, () => {
    const release = JSON.stringify(RELEASE);
    const before = JSON.stringify(PHASES.map(([name]) => name));
    const all = read(
      `[${before}[] as $before
        | enter({phase: $before} + ${release}; null)
        | enter({phase: "${phase}"} + ${release}; null)]`,
      route(to('blue', 100), to('green', 0)),
    );
    assert.equal(all.length, PHASES.length);
    for (const { spec } of all) {
      const names = spec.http.map(({ name }: { name: string }) => name);
      assert.deepEqual(
        names,
        header
          ? ['private', 'gw-canary-header', 'primary']
          : ['private', 'primary'],
      );
      const primary = spec.http[spec.http.length - 1];
      assert.deepEqual(
        primary.route.map(({ weight }: { weight: number }) => weight),
        weights,
      );
    }
  });
}

test("the header route keeps the primary route's own conditions", () => {
  const object = route(to('blue', 100), to('green', 0));
  Object.assign(object.spec.http[1], {
    match: [{ uri: { prefix: '/api' }, headers: { host: { exact: 'x' } } }],
  });
  const { spec } = read('with_header("green")', object);
  assert.deepEqual(spec.http[1].match, [
    {
      uri: { prefix: '/api' },
      headers: { host: { exact: 'x' }, canary: { exact: 'true' } },
    },
  ]);
  assert.equal(spec.http[1].timeout, '15s');
});

test('a wish to stop is forgotten with the release that it was for', () => {
  const object = route(to('blue', 100), to('green', 0));
  Object.assign(object.metadata, {
    annotations: { 'heal7.com/release-abort': 'me', other: 'x' },
  });
  const after = (phase: string) =>
    read(
      `enter({phase: "${phase}"} + ${JSON.stringify(
        RELEASE,
      )}; null).metadata.annotations | keys`,
      object,
    );
  assert.ok(after('watching').includes('heal7.com/release-abort'));
  assert.deepEqual(after('aborted'), ['heal7.com/release', 'other']);
});

const judge = readFileSync(join(import.meta.dirname, 'judge.jq'), 'utf8');

/** Requests, errors, whether the time is over, and the verdict. */
const VERDICTS: Array<[unknown, unknown, boolean, string]> = [
  [1000, 0, true, 'pass'],
  [1000, 10, true, 'pass'],
  [1000, 11, true, 'fail'],
  [1000, 0, false, 'wait'],
  [1000, 11, false, 'fail'],
  [100, 1, true, 'pass'],
  [99, 0, true, 'inconclusive'],
  [99, 1, true, 'inconclusive'],
  [35, 1, false, 'wait'],
  [30, 2, false, 'fail'],
  [0, 0, true, 'inconclusive'],
  [0, 0, false, 'wait'],
  [null, 0, true, 'inconclusive'],
  [null, null, false, 'wait'],
  [1000, null, true, 'inconclusive'],
];

for (const [requests, errors, over, verdict] of VERDICTS) {
  test(`${errors} errors of ${requests} requests, ${
    over ? 'at the end' : 'on the way'
  }: ${verdict}`, () => {
    const given = { requests, errors, over, minimum: 100, maxRatio: 0.01 };
    assert.equal(jq(judge, given).verdict, verdict);
  });
}

test('numbers that are none are never good', () => {
  for (const number of ['nan', 'infinite', '-infinite']) {
    const given = { errors: 0, over: true, minimum: 100, maxRatio: 0.01 };
    const { verdict } = jq(`. + {requests: ${number}} | ${judge}`, given);
    assert.equal(verdict, 'inconclusive', number);
  }
});
