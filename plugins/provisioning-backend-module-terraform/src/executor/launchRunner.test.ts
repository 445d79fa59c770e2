import { loaderArguments } from './launchRunner';

describe('loaderArguments', () => {
  it('takes over what makes TypeScript run, and nothing else', () => {
    expect(
      loaderArguments([
        '--inspect=9229',
        ...['--require', 'transform.cjs'],
        '--enable-source-maps',
        '--import=hooks.mjs',
        '--max-old-space-size=4096',
      ]),
    ).toEqual(['--require', 'transform.cjs', '--import=hooks.mjs']);
  });
});
