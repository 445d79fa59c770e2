import fc from 'fast-check';
import { LineMask } from './LineMask';
import { MASKED, SecretMask } from './SecretMask';

const begin = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');
const end = ['-----END', 'PRIVATE KEY-----'].join(' ');

const masked = (lines: string[], secrets: string[] = []) => {
  const mask = new LineMask(new SecretMask(secrets));
  return lines.map(line => mask.mask(line));
};

describe('LineMask', () => {
  it('masks every line of a key that nobody declared', () => {
    expect(
      masked([
        'before',
        `key: ${begin}`,
        'MIIB',
        'AAAA',
        `${end} and`,
        'after',
      ]),
    ).toEqual([
      'before',
      `key: ${MASKED}`,
      MASKED,
      MASKED,
      `${MASKED} and`,
      'after',
    ]);
  });

  it('goes on after a key on one line', () => {
    expect(masked([`${begin} MIIB ${end}`, 'after'])).toEqual([
      MASKED,
      'after',
    ]);
  });

  it('does not hide the rest of a log behind a key without an end', () => {
    const lines = masked([begin, ...Array(300).fill('text')]);
    expect(lines.at(-1)).toBe('text');
  });

  it('masks what is known behind a key, too', () => {
    expect(masked([begin, `${end} secret-value`], ['secret-value'])[1]).toBe(
      `${MASKED} ${MASKED}`,
    );
  });

  it('lets no line of a planted secret through, wherever it stands', () => {
    const secret = fc
      .array(fc.stringMatching(/^[A-Za-z0-9+/]{8,40}$/), {
        minLength: 1,
        maxLength: 4,
      })
      .map(lines => lines.join('\n'));
    fc.assert(
      fc.property(
        secret,
        fc.array(fc.string()),
        fc.array(fc.string()),
        (planted, before, after) => {
          const log = [...before, ...planted.split('\n'), ...after];
          const text = masked(
            log.map(line => `> ${line} <`),
            [planted],
          ).slice(before.length, before.length + planted.split('\n').length);
          for (const line of planted.split('\n')) {
            expect(text.join('\n')).not.toContain(line);
          }
        },
      ),
    );
  });
});
