import { messages } from './messages';
import ko from './ko';

type Nested = { [key: string]: string | Nested };

function flatten(nested: Nested, prefix = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(nested).map(([key, value]) =>
      typeof value === 'string'
        ? { [prefix + key]: value }
        : flatten(value, `${prefix}${key}.`),
    ),
  );
}

const placeholders = (text: string) =>
  [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

const english = flatten(messages);

describe('the Korean messages', () => {
  const korean: Record<string, string> = { ...ko };

  it('cover the English ones exactly', () => {
    expect(Object.keys(korean).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.keys(english))('fill in the same values in %s', key => {
    expect(placeholders(korean[key])).toEqual(placeholders(english[key]));
  });

  it('are Korean', () => {
    const latin = Object.entries(korean).filter(
      ([, text]) =>
        !/[가-힣]/.test(text) &&
        text.replace(/\{\{\w+\}\}|A\/B|[\s/×·:=,%]/g, '') !== '',
    );
    expect(latin).toEqual([]);
  });
});
