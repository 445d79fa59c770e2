import fc from 'fast-check';
import { REPOSITORY_NAME_PATTERN } from './names';
import { RepositoryAddress } from './RepositoryAddress';

const base = 'http://localhost:7007/api/local-repositories';
const address = new RepositoryAddress(base);

const name = fc.stringMatching(REPOSITORY_NAME_PATTERN);
const segment = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .filter(text => text !== '.' && text !== '..' && !text.includes('/'))
  .filter(text => text.isWellFormed());

describe('RepositoryAddress', () => {
  it('reads back every place it writes', () => {
    fc.assert(
      fc.property(name, fc.array(segment), (repository, parts) => {
        const place = { name: repository, ref: 'main', path: parts.join('/') };
        expect(address.parse(address.format(place))).toEqual(place);
      }),
    );
  });

  it('never yields a path that leads out of the repository', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const place = address.parse(`${base}/web/blob/main/${text}`);
        expect(place?.path.split('/') ?? []).not.toContain('..');
      }),
    );
    expect(
      address.parse(`${base}/web/blob/main/%2e%2e%2f%2e%2e%2fetc`),
    ).toBeUndefined();
  });

  it.each([
    'https://github.com/heal7/web/blob/main/README.md',
    `${base}/Web/blob/main/README.md`,
    `${base}/web/raw/main/README.md`,
    `${base}/web`,
    'no address',
  ])('does not take %s for a place', text => {
    expect(address.parse(text)).toBeUndefined();
  });

  it('resolves relative addresses as the catalog does', () => {
    const from = address.format({
      name: 'web',
      ref: 'main',
      path: 'catalog-info.yaml',
    });
    expect(address.parse(new URL('./docs/', from).href)).toEqual({
      name: 'web',
      ref: 'main',
      path: 'docs',
    });
  });
});
