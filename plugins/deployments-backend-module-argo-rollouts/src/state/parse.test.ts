import fc from 'fast-check';
import { parseDocuments } from './parse';
import { StateError } from './StateError';

// Many cases: they take a while on a busy machine.
jest.setTimeout(60_000);

const parse = (text: string) => parseDocuments(text, 'web.yaml');

describe('parseDocuments', () => {
  it('reads every document of a YAML file', () => {
    expect(parse('a: 1\n---\nb: 2\n---\n')).toEqual([{ a: 1 }, { b: 2 }, null]);
  });

  it('reads JSON, and what only looks like it', () => {
    expect(parse('{"a": [1]}')).toEqual([{ a: [1] }]);
    expect(parse('{a: [1]}')).toEqual([{ a: [1] }]);
  });

  it('reads nothing from nothing', () => {
    expect(parse('')).toEqual([]);
    expect(parse('# only a comment\n')).toEqual([]);
  });

  it('leaves times and unquoted words as Kubernetes takes them', () => {
    expect(parse('a: 2026-01-02T03:04:05Z\nb: on')).toEqual([
      { a: '2026-01-02T03:04:05Z', b: 'on' },
    ]);
  });

  it.each([
    ['a: [b\n', /^web\.yaml:2:1: not YAML or JSON: /],
    [
      'a: 1\na: 2\n',
      /^web\.yaml:2:1: not YAML or JSON: Map keys must be unique/,
    ],
    ['a: 1\n---\n\tb: 2\n', /^web\.yaml:3:1: /],
    ['a: "b', /^web\.yaml:1:\d+: /],
    ['a: *missing', /^web\.yaml/],
    ['{"a": }}', /^web\.yaml:1:\d+: /],
  ])('says where %j is broken, in one line', (text, message) => {
    expect(() => parse(text)).toThrow(StateError);
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(/^[^\n]+$/);
  });

  it('refuses aliases that blow up', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i}: &l${i} [${i ? `*l${i - 1},`.repeat(9) : '1'}]`,
    );
    expect(() => parse(levels.join('\n'))).toThrow(StateError);
  });

  it('throws nothing but its own error', () => {
    const attempt = (text: string) => {
      try {
        return parse(text);
      } catch (error) {
        return error;
      }
    };
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const outcome = attempt(text);
        expect(Array.isArray(outcome) || outcome instanceof StateError).toBe(
          true,
        );
      }),
    );
  });
});
