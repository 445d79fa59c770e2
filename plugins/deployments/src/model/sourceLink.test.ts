import { sourceLink, webAddress } from './sourceLink';

describe('sourceLink', () => {
  it.each([
    ['https://github.com/a/b.git', 'c1', 'https://github.com/a/b/commit/c1'],
    ['https://gitlab.com/a/b/', 'c1', 'https://gitlab.com/a/b/-/commit/c1'],
    ['https://git.example.com/a/b', 'c1', 'https://git.example.com/a/b'],
    ['https://github.com/a/b', '', 'https://github.com/a/b'],
    [
      'https://github.com/a/b',
      '../../x?y',
      'https://github.com/a/b/commit/..%2F..%2Fx%3Fy',
    ],
    ['data:text/html,alert', 'c1', null],
    ['git@github.com:a/b.git', 'c1', null],
  ])('of %s at %j is %s', (repository, commit, link) => {
    expect(sourceLink({ repository, commit })).toBe(link);
  });
});

describe('webAddress', () => {
  it.each(['data:text/html,x', 'java\nscript:x', '', '//host/path'])(
    'follows nothing like %j',
    text => {
      expect(webAddress(text)).toBeNull();
    },
  );
});
