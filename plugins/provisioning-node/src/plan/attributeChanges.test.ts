import fc from 'fast-check';
import { attributeChanges, formatPath } from './attributeChanges';
import type { Side } from './attributeChanges';

const side = (
  value: unknown,
  marks: { sensitive?: unknown; unknown?: unknown } = {},
): Side => ({
  value,
  sensitive: marks.sensitive ?? false,
  unknown: marks.unknown ?? false,
});
const known = (value: unknown) => ({ kind: 'known', value });

const SECRET = 'planted-secret';

const mapValues = <T, R>(of: Record<string, T>, change: (value: T) => R) =>
  Object.fromEntries(
    Object.entries(of).map(([key, value]) => [key, change(value)]),
  );

/** A value with marks beside it, in which some leaves are secret. */
const { tree } = fc.letrec<{
  tree: { value: unknown; sensitive: unknown };
}>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc
      .oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
      .map(value => ({ value, sensitive: false })),
    fc.constant({ value: SECRET, sensitive: true }),
    fc.constant({ value: { deep: [SECRET] }, sensitive: true }),
    fc.array(tie('tree'), { maxLength: 3 }).map(entries => ({
      value: entries.map(({ value }) => value),
      sensitive: entries.map(({ sensitive }) => sensitive),
    })),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'c d'), tie('tree'))
      .map(entries => ({
        value: mapValues(entries, ({ value }) => value),
        sensitive: mapValues(entries, ({ sensitive }) => sensitive),
      })),
  ),
}));

describe('attributeChanges', () => {
  it('never shows a secret, whatever is around it', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const changes = attributeChanges(
          side(before.value, before),
          side(after.value, after),
        );
        expect(JSON.stringify(changes)).not.toContain(SECRET);
      }),
    );
  });

  it('finds nothing where nothing differs, and each path once', () => {
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        expect(
          attributeChanges(side(one.value, one), side(one.value, one)),
        ).toEqual([]);
        const changes = attributeChanges(side(one.value), side(other.value));
        // A null that becomes a missing key is no difference, nor the order of keys.
        const normal = (value: unknown) => JSON.stringify(value ?? null);
        const isSame = normal(one.value) === normal(other.value);
        expect(isSame && changes.length > 0).toBe(false);
        expect(new Set(changes.map(({ path }) => path)).size).toBe(
          changes.length,
        );
      }),
    );
  });

  it('goes down to the leaf, and shows lists of plain values whole', () => {
    const changes = attributeChanges(
      side({ tags: { owner: 'a', same: 1 }, zones: ['a'], gone: 'x' }),
      side({ tags: { owner: 'b', same: 1 }, zones: ['a', 'b'], gone: null }),
    );
    expect(changes).toEqual([
      {
        path: 'tags.owner',
        before: known('a'),
        after: known('b'),
        forcesReplacement: false,
      },
      {
        path: 'zones',
        before: known(['a']),
        after: known(['a', 'b']),
        forcesReplacement: false,
      },
      {
        path: 'gone',
        before: known('x'),
        after: { kind: 'absent' },
        forcesReplacement: false,
      },
    ]);
  });

  it('hides a value that is sensitive on the other side', () => {
    const [change] = attributeChanges(
      side({ key: 'old' }, { sensitive: { key: true } }),
      side({ key: 'new' }, { sensitive: {} }),
    );
    expect(change).toMatchObject({
      before: { kind: 'sensitive' },
      after: { kind: 'sensitive' },
    });
  });

  it('shows what is known only afterwards as that, even of a secret', () => {
    const changes = attributeChanges(
      side(null),
      side(
        { name: 'x' },
        { unknown: { id: true, key: true }, sensitive: { key: true } },
      ),
    );
    expect(changes.map(({ path, after }) => [path, after.kind])).toEqual([
      ['name', 'known'],
      ['id', 'unknown'],
      ['key', 'unknown'],
    ]);
  });

  it('marks what is below, and what is around, a reason to replace', () => {
    const forced = (replacePaths: Array<Array<string | number>>) =>
      attributeChanges(
        side({ disk: [{ size: 1, kind: 'a' }], name: 'x' }),
        side({ disk: [{ size: 2, kind: 'b' }], name: 'y' }),
        replacePaths,
      )
        .filter(({ forcesReplacement }) => forcesReplacement)
        .map(({ path }) => path);
    expect(forced([['disk', 0, 'size']])).toEqual(['disk[0].size']);
    expect(forced([['disk']])).toEqual(['disk[0].size', 'disk[0].kind']);
    expect(forced([])).toEqual([]);
  });

  it('keeps the beginning of a text of thousands of characters', () => {
    const [change] = attributeChanges(
      side({ policy: 'a'.repeat(5_000) }),
      side({ policy: 'b' }),
    );
    expect(change.before).toEqual({
      kind: 'long',
      beginning: 'a'.repeat(200),
      characters: 5_000,
    });
  });
});

describe('formatPath', () => {
  it.each([
    [['tags', 'owner'], 'tags.owner'],
    [['rule', 0, 'name'], 'rule[0].name'],
    [['labels', 'app.kubernetes.io/name'], 'labels["app.kubernetes.io/name"]'],
    [['a b'], '["a b"]'],
    [[], ''],
  ])('writes %j as %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});
