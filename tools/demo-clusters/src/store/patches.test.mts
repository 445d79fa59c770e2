import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../kubeObject.mts';
import { applyJsonPatch, applyMergePatch, PatchError } from './patches.mts';

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

function withoutNulls(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item ?? null)]),
  );
}

describe('a merge patch', () => {
  it('follows the examples of RFC 7386', () => {
    const cases: [Json, Json, Json][] = [
      [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
      [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
      [{ a: 'b' }, { a: null }, {}],
      [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
      [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
      [{ a: 'foo' }, null, null],
      [{ e: null }, { a: 1 }, { e: null, a: 1 }],
      [[1, 2], { a: 'b', c: null }, { a: 'b' }],
      [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
    ];
    for (const [target, patch, expected] of cases) {
      assert.deepEqual(applyMergePatch(target, patch), expected);
    }
  });

  it('applied twice is the same as once, and never changes its input', () => {
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const before = structuredClone([target, patch]);
        const once = applyMergePatch(target, patch);
        assert.deepEqual(applyMergePatch(once, patch), once);
        assert.deepEqual([target, patch], before);
      }),
    );
  });

  it('onto nothing is itself without its nulls', () => {
    fc.assert(
      fc.property(json, patch => {
        assert.deepEqual(
          JSON.stringify(applyMergePatch(undefined, patch)),
          JSON.stringify(withoutNulls(patch)),
        );
      }),
    );
  });

  it('sets a key called __proto__ as a key', () => {
    const patch = JSON.parse('{"__proto__": {"polluted": true}}') as Json;
    const result = applyMergePatch({}, patch);
    assert.equal(JSON.stringify(result), JSON.stringify(patch));
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
});

describe('a JSON patch', () => {
  it('adds, replaces, removes, tests, moves and copies', () => {
    const target = { a: { 'b/c': [1, 2] }, d: 'x' };
    const patch = [
      { op: 'test', path: '/d', value: 'x' },
      { op: 'add', path: '/a/b~1c/1', value: 9 },
      { op: 'add', path: '/a/b~1c/-', value: 3 },
      { op: 'replace', path: '/d', value: null },
      { op: 'copy', from: '/a', path: '/e' },
      { op: 'move', from: '/d', path: '/f' },
      { op: 'remove', path: '/a/b~1c/0' },
    ];
    assert.deepEqual(applyJsonPatch(target, patch), {
      a: { 'b/c': [9, 2, 3] },
      e: { 'b/c': [1, 9, 2, 3] },
      f: null,
    });
    assert.deepEqual(target, { a: { 'b/c': [1, 2] }, d: 'x' });
  });

  it('is refused when it does not fit', () => {
    const patches: Json[] = [
      {},
      [1],
      [{ op: 'noop', path: '/a' }],
      [{ op: 'remove', path: '/missing' }],
      [{ op: 'replace', path: '/missing', value: 1 }],
      [{ op: 'add', path: '/missing/deep', value: 1 }],
      [{ op: 'add', path: 'a', value: 1 }],
      [{ op: 'add', path: '/a' }],
      [{ op: 'add', path: '/list/5', value: 1 }],
      [{ op: 'test', path: '/a', value: 2 }],
      [{ op: 'move', from: '/list', path: '/list/0' }],
      [{ op: 'remove', path: '' }],
    ];
    for (const patch of patches) {
      assert.throws(
        () => applyJsonPatch({ a: 1, list: [0] }, patch),
        PatchError,
        JSON.stringify(patch),
      );
    }
  });

  it('adding what was removed gives back the same object', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), json),
        fc.nat(),
        (object, pick) => {
          const keys = Object.keys(object);
          fc.pre(keys.length > 0);
          const key = keys[pick % keys.length];
          const path = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
          const patch: Json = [
            { op: 'remove', path },
            { op: 'add', path, value: object[key] },
          ];
          assert.deepEqual(
            { ...(applyJsonPatch(object, patch) as object) },
            {
              ...object,
            },
          );
        },
      ),
    );
  });
});
