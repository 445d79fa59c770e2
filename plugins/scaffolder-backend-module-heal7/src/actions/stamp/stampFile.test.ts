import { nextLayers, withoutSecrets } from './stampFile';

const filesOf = (layers: ReturnType<typeof nextLayers>) =>
  layers.map(({ name, files }) => [name, Object.keys(files)]);

describe('nextLayers', () => {
  const shared = nextLayers([], { README: 'a1', CODEOWNERS: 'c1' }, 'shared');
  const own = nextLayers(
    shared,
    { README: 'a2', CODEOWNERS: 'c1', 'src/main.ts': 'm1' },
    'own',
  );

  it('gives a file to the layer that wrote it last', () => {
    expect(filesOf(shared)).toEqual([['shared', ['CODEOWNERS', 'README']]]);
    expect(filesOf(own)).toEqual([
      ['shared', ['CODEOWNERS']],
      ['own', ['README', 'src/main.ts']],
    ]);
  });

  it('is the same when a layer is rendered again', () => {
    const present = { README: 'a2', CODEOWNERS: 'c1', 'src/main.ts': 'm1' };
    expect(nextLayers(own, present, 'own')).toEqual(own);
  });

  it('forgets files that were removed', () => {
    const present = { README: 'a2', 'src/main.ts': 'm1' };
    expect(filesOf(nextLayers(own, present, undefined))).toEqual([
      ['shared', []],
      ['own', ['README', 'src/main.ts']],
    ]);
  });

  it('has a digest that depends on paths and contents, not on their order', () => {
    const digest = (files: Record<string, string>) =>
      nextLayers([], files, 'x')[0].digest;
    expect(digest({ a: '1', b: '2' })).toBe(digest({ b: '2', a: '1' }));
    expect(digest({ a: '1', b: '2' })).not.toBe(digest({ a: '2', b: '1' }));
    expect(digest({ a: '1' })).not.toBe(digest({ b: '1' }));
  });
});

describe('withoutSecrets', () => {
  it('leaves out what is called like a secret, at any depth', () => {
    expect(
      withoutSecrets({
        name: 'shop',
        database: { size: '10Gi', adminPassword: 'x' },
        webhooks: [{ url: 'https://x', token: 'y' }],
        API_KEY: 'z',
      }),
    ).toEqual({
      answers: {
        name: 'shop',
        database: { size: '10Gi' },
        webhooks: [{ url: 'https://x' }],
      },
      leftOut: ['database.adminPassword', 'webhooks[0].token', 'API_KEY'],
    });
  });
});
