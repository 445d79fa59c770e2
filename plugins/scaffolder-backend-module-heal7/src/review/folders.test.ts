import { foldersOf } from './folders';

const fetching = (url: string, action = 'fetch:template') => ({
  id: 'write',
  name: 'Write',
  action,
  input: { url },
});

describe('foldersOf', () => {
  it('takes each folder once, and none within another', () => {
    expect(
      foldersOf([
        fetching('./shared/service'),
        fetching('./web/skeleton/'),
        fetching('web/skeleton/docs', 'fetch:plain'),
        fetching('./web/skeleton-more'),
        { id: 'other', name: 'Other', action: 'fs:delete', input: {} },
      ]),
    ).toEqual(['shared/service', 'web/skeleton', 'web/skeleton-more']);
  });

  it('takes the whole folder of the template when a step does', () => {
    expect(foldersOf([fetching('./a'), fetching('./')])).toEqual(['.']);
  });

  it('leaves addresses to the steps', () => {
    expect(foldersOf([fetching('https://github.com/heal7/x')])).toEqual([]);
  });

  it.each(['../secrets', './a/../../b', '/etc'])('refuses %p', url => {
    expect(() => foldersOf([fetching(url)])).toThrow(
      `The step 'write' fetches from '${url}'`,
    );
  });

  it('refuses a folder that depends on the answers', () => {
    expect(() => foldersOf([fetching('./${{ parameters.kind }}')])).toThrow(
      'needs to know the folder',
    );
  });
});
