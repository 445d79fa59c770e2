import fc from 'fast-check';
import { QueryTemplate } from './QueryTemplate';

const VALUES = {
  cluster: 'east',
  namespace: 'shop',
  name: 'web',
  hash: 'r1',
  pods: 'web\\.x-0|web-1',
};

const render = (template: string, values: Partial<typeof VALUES> = {}) =>
  QueryTemplate.parse(template).render({ ...VALUES, ...values }, 120);

/** Reads a double-quoted string as PromQL does. */
function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-f]{2})|([\s\S]))/g, (_, hex, character) =>
      hex ? String.fromCharCode(parseInt(hex, 16)) : character,
    );
}

const LITERAL = /"(?:[^"\\\n]|\\[\s\S])*"/g;

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', '"} or vector(1) #', '\n', '{{hash}}', '.*|.+'),
  fc.string({ unit: fc.constantFrom('"', '\\', '\n', '}', '{', '$', '`') }),
);

describe('QueryTemplate', () => {
  it('fills in labels and the window', () => {
    expect(
      render(
        'sum(rate(x{ns="{{namespace}}",pod=~"{{ name }}-.+"}[{{window}}]))',
      ),
    ).toBe('sum(rate(x{ns="shop",pod=~"web-.+"}[120s]))');
  });

  it('takes the pods for the expression that they are', () => {
    expect(render('x{pod=~"{{pods}}",a="b"}')).toBe(
      'x{pod=~"web\\\\.x-0|web-1",a="b"}',
    );
  });

  it('escapes for where a value stands', () => {
    const name = 'a.b"c\\';
    expect(render('x{a="{{name}}",b=~"{{name}}"}', { name })).toBe(
      'x{a="a.b\\"c\\\\",b=~"a\\\\.b\\"c\\\\\\\\"}',
    );
  });

  it('asks the same question whatever the names are', () => {
    const template =
      'sum(x{a="{{name}}", b!="{{namespace}}", c=~"{{hash}}"}) / y{d!~"z{{cluster}}"}';
    const values = fc.record({
      cluster: hostile,
      namespace: hostile,
      name: hostile,
      hash: hostile,
    });
    fc.assert(
      fc.property(values, given => {
        const query = render(template, given);
        expect(query.replace(LITERAL, '""')).toBe(
          'sum(x{a="", b!="", c=~""}) / y{d!~""}',
        );
        const whole = (text: string) =>
          text.replace(/\p{Surrogate}/gu, '\uFFFD');
        const [a, b, c, d] = (query.match(LITERAL) ?? []).map(unquote);
        expect([a, b]).toEqual([whole(given.name), whole(given.namespace)]);
        // A pattern that matches the value and nothing else.
        expect(new RegExp(`^(?:${c})$`).test(whole(given.hash))).toBe(true);
        expect(new RegExp(`^(?:${d})$`).test(`z${whole(given.cluster)}`)).toBe(
          true,
        );
        expect(new RegExp(`^(?:${c})$`).test(`${whole(given.hash)}x`)).toBe(
          false,
        );
      }),
    );
  });

  it.each([
    ['x{a="{{nmae}}"}', '{{nmae}} is unknown'],
    ['x{a={{name}}}', 'must stand in the double-quoted value'],
    ["x{a='{{name}}'}", 'must stand in the double-quoted value'],
    ['x{a=`{{name}}`}', 'must stand in the double-quoted value'],
    ['label_replace(x, "{{name}}", "", "", "")', 'must stand in the double'],
    ['x # "{{name}}"', 'must stand in the double-quoted value'],
    ['x{a="{{window}}"}', 'outside of strings'],
    ['x{a="{{pods}}"}', 'must be all of what =~'],
    ['x{a=~"{{pods}}-x"}', 'must be all of what =~'],
    ['x{a=~{{pods}}}', 'must stand in the double-quoted value'],
    ['x{a="b', 'a string without an end'],
  ])('refuses %j', (template, message) => {
    expect(() => QueryTemplate.parse(template)).toThrow(message);
  });
});
