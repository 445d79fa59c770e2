import type { ReflectedCollection, ReflectorSink } from './Reflector';
import { shareCollections } from './shareCollections';

const collection = (
  plural: string,
  more: Partial<ReflectedCollection> = {},
): ReflectedCollection => ({
  group: '',
  versions: ['v1'],
  plural,
  namespace: null,
  ...more,
});

function recording() {
  const heard: string[] = [];
  const sink: ReflectorSink = {
    startList: () => ({
      add: ({ metadata }) => heard.push(`add ${metadata.name}`),
      commit: () => heard.push('commit'),
    }),
    upsert: ({ metadata }) => heard.push(`upsert ${metadata.name}`),
    remove: ({ metadata }) => heard.push(`remove ${metadata.name}`),
    live: () => heard.push('live'),
    failed: ({ kind }) => heard.push(`failed ${kind}`),
  };
  return { heard, sink };
}

const never = new Promise<void>(() => {});
const now = Promise.resolve();

describe('shareCollections', () => {
  it('hands everything of one collection to all who want it', async () => {
    const a = recording();
    const b = recording();
    const [shared, ...others] = shareCollections([
      { collection: collection('pods'), sink: a.sink, when: never },
      { collection: collection('pods'), sink: b.sink, when: now },
    ]);
    expect(others).toEqual([]);
    // As soon as the first of them wants it.
    await shared.when;
    const list = shared.sink.startList();
    list.add({ metadata: { name: 'p' } });
    list.commit();
    shared.sink.live();
    shared.sink.upsert({ metadata: { name: 'q' } });
    shared.sink.remove({ metadata: { name: 'p' } });
    shared.sink.failed({ kind: 'gone', message: '', retryAfterMs: null });
    expect(a.heard).toEqual([
      'add p',
      'commit',
      'live',
      'upsert q',
      'remove p',
      'failed gone',
    ]);
    expect(b.heard).toEqual(a.heard);
  });

  it.each<[string, Partial<ReflectedCollection>]>([
    ['another selector', { labelSelector: 'a' }],
    ['another field selector', { fieldSelector: 'a=b' }],
    ['another namespace', { namespace: 'shop' }],
    ['other versions', { versions: ['v1', 'v1beta1'] }],
    ['another group', { group: 'apps' }],
  ])('keeps apart what has %s', (_, more) => {
    const { sink } = recording();
    const both = [collection('pods'), collection('pods', more)];
    expect(
      shareCollections(
        both.map(one => ({ collection: one, sink, when: now })),
      ).map(({ collection: followed }) => followed),
    ).toEqual(both);
  });
});
