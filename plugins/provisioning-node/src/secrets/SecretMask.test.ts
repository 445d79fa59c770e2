import fc from 'fast-check';
import { MASKED, SecretMask } from './SecretMask';

const none = new SecretMask([]);
// In pieces, so that no scanner takes this file for a leak.
const shaped = {
  'an AWS key id': ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
  'a GitHub token': ['ghp', 'a'.repeat(36)].join('_'),
  'a fine-grained GitHub token': ['github_pat', 'A1'.repeat(20)].join('_'),
  'a Google API key': ['AIza', 'x'.repeat(35)].join(''),
  'a Google access token': ['ya29', 'a'.repeat(30)].join('.'),
  'a Slack token': ['xoxb', '123456789012', 'abcdef'].join('-'),
  'a JSON Web Token': ['eyJhbGciOiJIUzI1', 'eyJzdWIiOiIxMjM0', 'c2ln'].join(
    '.',
  ),
};

describe('SecretMask', () => {
  it('takes a known value out in every form that programs print', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12 }).filter(value => value.trim().length > 8),
        fc.constantFrom(
          (value: string) => value,
          (value: string) => JSON.stringify(value).slice(1, -1),
          encodeURIComponent,
          (value: string) => Buffer.from(value).toString('base64'),
          (value: string) => Buffer.from(value).toString('hex'),
        ),
        (secret, print) => {
          const masked = new SecretMask([secret]).mask(`<${print(secret)}>`);
          expect(masked).not.toContain(print(secret).replace(/=+$/, ''));
          expect(masked).toContain(MASKED);
        },
      ),
    );
  });

  it('takes the longer of two out first, whole', () => {
    const mask = new SecretMask(['password', 'password-and-more']);
    expect(mask.mask('is password-and-more.')).toBe(`is ${MASKED}.`);
  });

  it('takes out what is longer than a pattern may be', () => {
    const long = 'S'.repeat(200_000);
    const mask = new SecretMask([long, 'short-secret']);
    expect(mask.mask(`a ${long} b short-secret c`)).toBe(
      `a ${MASKED} b ${MASKED} c`,
    );
    expect(mask.longest).toBeGreaterThanOrEqual(long.length);
  });

  it('takes each line of a secret out, for logs come by lines', () => {
    const mask = new SecretMask(['first-line\nsecond-line']);
    expect(mask.mask('x second-line y')).toBe(`x ${MASKED} y`);
  });

  it('does not mask what is in many words', () => {
    expect(new SecretMask(['ab', '']).mask('table abandoned')).toBe(
      'table abandoned',
    );
  });

  it.each(Object.entries(shaped))('knows the shape of %s', (_, token) => {
    expect(none.mask(`token=${token}, and so on`)).toBe(
      `token=${MASKED}, and so on`,
    );
  });

  it('takes a private key out, whether or not its end is there', () => {
    const begin = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');
    const end = ['-----END RSA', 'PRIVATE KEY-----'].join(' ');
    expect(none.mask(`a\n${begin}\nMIIB\n${end}\nb`)).toBe(`a\n${MASKED}\nb`);
    expect(none.mask(`a\n${begin}\nMIIB`)).toBe(`a\n${MASKED}`);
  });

  it('takes the password out of an address', () => {
    expect(none.mask('postgres://app:hunter2@db:5432/x')).toBe(
      `postgres://app:${MASKED}@db:5432/x`,
    );
    expect(none.mask('https://example.com/a:b@c')).toBe(
      'https://example.com/a:b@c',
    );
  });

  it.each([
    'arn:aws:s3:::heal7-objects',
    'sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    'aws_db_instance.main: Creating...',
    '123e4567-e89b-12d3-a456-426614174000',
  ])('leaves %s alone', text => {
    expect(none.mask(text)).toBe(text);
  });
});
