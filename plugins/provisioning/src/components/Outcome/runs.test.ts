import { runsOf } from './runs';

describe('the runs that an output links to', () => {
  it('are found by the address of their page, each once', () => {
    const url = 'https://portal.example/base/infrastructure/runs/run%2F4';
    expect(
      runsOf({
        links: [
          { title: 'Plan', url },
          { title: 'Again', url },
          { title: 'Stack', url: 'http://x/infrastructure/stacks/s' },
          { title: 'Entity', entityRef: 'component:default/web' },
        ],
      }),
    ).toEqual(['run/4']);
  });

  it('are none where nothing was planned', () => {
    expect(runsOf({})).toEqual([]);
    expect(
      runsOf({
        links: [
          { url: 'http://x/infrastructure/runs/' },
          { url: 'http://x/infrastructure/runs/%E0%A4%A' },
        ],
      }),
    ).toEqual([]);
  });
});
