import * as fc from 'fast-check';
import { imageVersion, parseImage, truncateMiddle } from './imageName';

describe('parseImage', () => {
  it.each([
    ['nginx', '', 'nginx', '', ''],
    ['nginx:1.27', '', 'nginx', '1.27', ''],
    ['heal7/web-main:1.4.2', '', 'heal7/web-main', '1.4.2', ''],
    ['localhost/web', 'localhost', 'web', '', ''],
    ['localhost:5000/web', 'localhost:5000', 'web', '', ''],
    ['ghcr.io/heal7/web:1@sha256:ab', 'ghcr.io', 'heal7/web', '1', 'sha256:ab'],
    [
      'ghcr.io:443/heal7/web@sha256:ab',
      'ghcr.io:443',
      'heal7/web',
      '',
      'sha256:ab',
    ],
  ])('%s', (text, registry, repository, tag, digest) => {
    expect(parseImage(text)).toEqual({ registry, repository, tag, digest });
  });

  it('finds its own parts again', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    const host = fc.tuple(word, word).map(([a, b]) => `${a}.${b}`);
    const tag = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,20}$/);
    const digest = fc.stringMatching(/^sha256:[0-9a-f]{64}$/);
    fc.assert(
      fc.property(
        fc.option(host, { nil: '' }),
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.option(tag, { nil: '' }),
        fc.option(digest, { nil: '' }),
        (registry, path, tagText, digestText) => {
          const repository = path.join('/');
          fc.pre(registry !== '' || path[0] !== 'localhost');
          const text = [
            registry && `${registry}/`,
            repository,
            tagText && `:${tagText}`,
            digestText && `@${digestText}`,
          ].join('');
          expect(parseImage(text)).toEqual({
            registry,
            repository,
            tag: tagText,
            digest: digestText,
          });
        },
      ),
    );
  });

  it('accepts any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(() => imageVersion(parseImage(text))).not.toThrow();
      }),
    );
  });
});

describe('imageVersion', () => {
  it.each([
    ['ghcr.io/heal7/web:1.4.2@sha256:0123456789abcdef', '1.4.2'],
    ['ghcr.io/heal7/web@sha256:0123456789abcdef', 'sha256:0123456789ab'],
    ['ghcr.io/heal7/web', 'web'],
  ])('of %s is %s', (text, version) => {
    expect(imageVersion(parseImage(text))).toBe(version);
  });
});

describe('truncateMiddle', () => {
  it('keeps both ends', () => {
    expect(truncateMiddle('abcdefghij', 5)).toBe('ab…ij');
  });

  it('never exceeds the length, and leaves short texts alone', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 30 }),
        (text, max) => {
          const short = truncateMiddle(text, max);
          expect(Array.from(short).length).toBeLessThanOrEqual(max);
          const fits = Array.from(text).length <= max;
          expect(short === text).toBe(fits);
        },
      ),
    );
  });
});
