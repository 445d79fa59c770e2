import fc from 'fast-check';
import { matchesLabels, parseLabelSelector } from './labelSelector';
import type { LabelRequirement } from './labelSelector';

const isIn = (key: string, ...values: string[]): LabelRequirement => ({
  key,
  operator: 'in',
  values,
});
const isNotIn = (key: string, ...values: string[]): LabelRequirement => ({
  key,
  operator: 'notIn',
  values,
});

describe('parseLabelSelector', () => {
  it.each<[string, LabelRequirement[]]>([
    ['app=web', [isIn('app', 'web')]],
    ['app==web', [isIn('app', 'web')]],
    ['app = web', [isIn('app', 'web')]],
    ['app=', [isIn('app', '')]],
    ['app!=web', [isNotIn('app', 'web')]],
    ['app in (web, api)', [isIn('app', 'web', 'api')]],
    ['app in(web)', [isIn('app', 'web')]],
    ['app notin (web,api)', [isNotIn('app', 'web', 'api')]],
    ['app', [{ key: 'app', operator: 'exists' }]],
    ['!app', [{ key: 'app', operator: 'missing' }]],
    ['in', [{ key: 'in', operator: 'exists' }]],
    [
      'app.kubernetes.io/name=web , tier in (a,b),!old',
      [
        isIn('app.kubernetes.io/name', 'web'),
        isIn('tier', 'a', 'b'),
        { key: 'old', operator: 'missing' },
      ],
    ],
    ['app=web,', [isIn('app', 'web')]],
  ])('reads %s', (text, requirements) => {
    expect(parseLabelSelector(text)).toEqual(requirements);
  });

  it.each([
    ['', /empty/],
    [' , ', /empty/],
    ['app=a b', /'app=a b'/],
    ['app=-a', /'app=-a'/],
    ['app in ()', /empty/],
    ['app in (a', /'app in \(a'/],
    ['app in a', /'app in a'/],
    ['app in (a),tier=b)', /'tier=b\)'/],
    ['app in (a/b)', /'a\/b' is no label value/],
    ['=web', /'=web'/],
    ['app>1', /'app>1'/],
    ['!', /'!'/],
  ])('refuses %j and says which part', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(TypeError);
    expect(() => parseLabelSelector(text)).toThrow(message);
  });

  const key = fc.stringMatching(/^[a-z0-9]([-a-z0-9_./]{0,8}[a-z0-9])?$/);
  const value = fc.stringMatching(/^([A-Za-z0-9]([-\w.]{0,8}[A-Za-z0-9])?)?$/);
  const requirement = fc.oneof(
    fc.record({
      key,
      operator: fc.constantFrom('in' as const, 'notIn' as const),
      values: fc.array(value, { minLength: 2, maxLength: 4 }),
    }),
    fc.record({
      key,
      operator: fc.constantFrom('exists' as const, 'missing' as const),
    }),
  );
  const written = (each: LabelRequirement) => {
    switch (each.operator) {
      case 'exists':
        return each.key;
      case 'missing':
        return `!${each.key}`;
      default:
        return `${each.key} ${each.operator.toLowerCase()} (${each.values})`;
    }
  };

  it('reads back everything that can be written', () => {
    fc.assert(
      fc.property(fc.array(requirement, { minLength: 1 }), requirements => {
        const text = requirements.map(written).join(', ');
        expect(parseLabelSelector(text)).toEqual(requirements);
      }),
    );
  });

  it('reads a text of any length in one pass', () => {
    // Quadratic work on this would take hours, not milliseconds.
    const text = `app=web${','.repeat(1_000_000)}`;
    expect(parseLabelSelector(text)).toEqual([isIn('app', 'web')]);
  });

  it('throws nothing but TypeErrors', () => {
    const attempt = (text: string) => {
      try {
        return parseLabelSelector(text);
      } catch (error) {
        return error;
      }
    };
    fc.assert(
      fc.property(fc.string(), text => {
        const outcome = attempt(text);
        expect(Array.isArray(outcome) || outcome instanceof TypeError).toBe(
          true,
        );
      }),
    );
  });
});

describe('matchesLabels', () => {
  const matches = (text: string, labels: Record<string, string>) =>
    matchesLabels(parseLabelSelector(text), labels);

  it.each([
    ['app=web', { app: 'web' }, true],
    ['app=web', { app: 'api' }, false],
    ['app=web', {}, false],
    ['app=', { app: '' }, true],
    ['app=', {}, false],
    ['app!=web', { app: 'api' }, true],
    ['app!=web', { app: 'web' }, false],
    ['app!=web', {}, true],
    ['app in (web,api)', { app: 'api' }, true],
    ['app notin (web,api)', {}, true],
    ['app', { app: '' }, true],
    ['app', {}, false],
    ['!app', {}, true],
    ['!app', { app: '' }, false],
    ['app=web,tier=a', { app: 'web', tier: 'a' }, true],
    ['app=web,tier=a', { app: 'web' }, false],
    ['toString', {}, false],
    ['!constructor', {}, true],
  ])('%s on %j is %s', (text, labels, expected) => {
    expect(matches(text, labels as Record<string, string>)).toBe(expected);
  });

  it('is the opposite for the opposite requirement', () => {
    const labels = fc.dictionary(
      fc.constantFrom('a', 'b'),
      fc.constantFrom('x', 'y', ''),
    );
    fc.assert(
      fc.property(labels, fc.constantFrom('x', 'y', ''), (map, value) => {
        expect(matches(`a=${value}`, map)).toBe(!matches(`a!=${value}`, map));
        expect(matches('a', map)).toBe(!matches('!a', map));
      }),
    );
  });
});
