import fc from 'fast-check';
import { objectsOf } from './objects';

const names = (document: unknown) =>
  objectsOf(document).map(({ kind, metadata }) => [kind, metadata.name]);

describe('objectsOf', () => {
  it('takes a document for one object', () => {
    expect(objectsOf({ kind: 'Rollout', metadata: { name: 'web' } })).toEqual([
      {
        apiVersion: '',
        kind: 'Rollout',
        metadata: { name: 'web', namespace: 'default', uid: '' },
      },
    ]);
  });

  it('keeps what the metadata says', () => {
    const metadata = { name: 'web', namespace: 'ns', uid: 'u', labels: {} };
    expect(objectsOf({ metadata })[0].metadata).toEqual(metadata);
  });

  it.each([
    [{ kind: 'List', items: [{ kind: 'Pod', metadata: { name: 'a' } }] }],
    [[{ kind: 'Pod', metadata: { name: 'a' } }]],
    [{ kind: 'PodList', items: [{ metadata: { name: 'a' } }] }],
    [
      {
        kind: 'List',
        items: [{ kind: 'PodList', items: [{ metadata: { name: 'a' } }] }],
      },
    ],
  ])('takes %j apart', document => {
    expect(names(document)).toEqual([['Pod', 'a']]);
  });

  it('gives the items of a typed list its version', () => {
    const document = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'RolloutList',
      items: [{ metadata: { name: 'web' } }],
    };
    expect(objectsOf(document)[0]).toMatchObject({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
    });
  });

  it.each([null, 'text', 3, true])('finds nothing in %j', document => {
    expect(objectsOf(document)).toEqual([]);
  });

  it('does not follow lists without end', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(objectsOf(deep)).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        for (const { metadata } of objectsOf(value)) {
          expect(typeof metadata.name).toBe('string');
        }
      }),
    );
  });
});
