import fc from 'fast-check';
import type {
  NamedReference,
  ObservedObject,
} from '@heal7/backstage-plugin-deployments-node';
import { FactIndex, observe } from './FactIndex';

const fact = (
  kind: string,
  name: string,
  links: {
    ownedBy?: string[];
    uses?: NamedReference[];
    belongsTo?: NamedReference[];
    data?: unknown;
  } = {},
): ObservedObject => ({
  kind,
  namespace: 'shop',
  name,
  uid: `${kind}-${name}`,
  ownedBy: links.ownedBy ?? [],
  uses: links.uses ?? [],
  belongsTo: links.belongsTo ?? [],
  data: links.data ?? 1,
});

const named = (kind: string, name: string) => ({
  kind,
  namespace: 'shop',
  name,
});

const related = (index: FactIndex, root: string, kind: string) =>
  index
    .group('east', root)!
    .related({
      id: kind,
      group: '',
      version: '',
      plural: '',
      digest: () => null,
    })
    .map(({ name }) => name)
    .sort();

describe('FactIndex', () => {
  let index: FactIndex;
  beforeEach(() => {
    index = new FactIndex('root');
  });

  it('gathers what a rollout owns through others and what it names', () => {
    index.put(fact('root', 'web', { uses: [named('route', 'web-route')] }));
    index.put(fact('set', 's1', { ownedBy: ['root-web'] }));
    index.put(fact('pod', 'p1', { ownedBy: ['set-s1'] }));
    index.put(fact('route', 'web-route'));
    index.put(fact('route', 'other-route'));
    expect(related(index, 'root-web', 'pod')).toEqual(['p1']);
    expect(related(index, 'root-web', 'route')).toEqual(['web-route']);
    expect(index.takeDirty()).toEqual(['root-web']);
    expect(index.takeDirty()).toEqual([]);
  });

  it('gathers and hears of what belongs to a rollout by name', () => {
    const app = (data: number) =>
      fact('app', 'a', { belongsTo: [named('root', 'web')], data });
    index.put(app(1));
    index.put(fact('root', 'web'));
    index.put(fact('root', 'api'));
    expect(related(index, 'root-web', 'app')).toEqual(['a']);
    expect(related(index, 'root-api', 'app')).toEqual([]);
    index.takeDirty();
    index.put(app(2));
    expect(index.takeDirty()).toEqual(['root-web']);
    index.remove('app-a');
    expect(index.takeDirty()).toEqual(['root-web']);
    expect(related(index, 'root-web', 'app')).toEqual([]);
  });

  it('puts things together in whatever order they come', () => {
    const facts = [
      fact('app', 'a', { belongsTo: [named('set', 's1')] }),
      fact('root', 'web', { uses: [named('route', 'r')] }),
      fact('root', 'api', { uses: [named('route', 'r')] }),
      fact('set', 's1', { ownedBy: ['root-web'] }),
      fact('pod', 'p1', { ownedBy: ['set-s1'] }),
      fact('route', 'r'),
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(facts, { minLength: facts.length }),
        shuffled => {
          const fresh = new FactIndex('root');
          shuffled.forEach(one => fresh.put(one));
          expect(related(fresh, 'root-web', 'pod')).toEqual(['p1']);
          expect(related(fresh, 'root-web', 'app')).toEqual(['a']);
          expect(related(fresh, 'root-web', 'route')).toEqual(['r']);
          expect(related(fresh, 'root-api', 'route')).toEqual(['r']);
          expect(fresh.takeDirty().sort()).toEqual(['root-api', 'root-web']);
        },
      ),
    );
  });

  it('marks exactly the rollouts that a change concerns', () => {
    index.put(fact('root', 'web', { uses: [named('route', 'r')] }));
    index.put(fact('root', 'api', { uses: [named('route', 'r')] }));
    index.put(fact('set', 's1', { ownedBy: ['root-web'] }));
    index.put(fact('pod', 'p1', { ownedBy: ['set-s1'] }));
    index.takeDirty();
    index.put(fact('pod', 'p1', { ownedBy: ['set-s1'] }));
    expect(index.takeDirty()).toEqual([]);
    index.put(fact('pod', 'p1', { ownedBy: ['set-s1'], data: 2 }));
    expect(index.takeDirty()).toEqual(['root-web']);
    index.put(fact('route', 'r'));
    expect(index.takeDirty().sort()).toEqual(['root-api', 'root-web']);
    index.remove('pod-p1');
    expect(index.takeDirty()).toEqual(['root-web']);
    expect(related(index, 'root-web', 'pod')).toEqual([]);
  });

  it('marks the old and the new owner when an object changes hands', () => {
    index.put(fact('root', 'web'));
    index.put(fact('root', 'api'));
    index.put(fact('set', 's', { ownedBy: ['root-web'] }));
    index.takeDirty();
    index.put(fact('set', 's', { ownedBy: ['root-api'] }));
    expect(index.takeDirty().sort()).toEqual(['root-api', 'root-web']);
    expect(related(index, 'root-web', 'set')).toEqual([]);
    expect(related(index, 'root-api', 'set')).toEqual(['s']);
  });

  it('replaces a kind in one namespace and leaves the rest alone', () => {
    const elsewhere = { ...fact('root', 'far'), namespace: 'far', uid: 'far' };
    index.put(elsewhere);
    index.put(fact('root', 'web'));
    index.put(fact('root', 'api'));
    index.put(fact('set', 's'));
    index.takeDirty();
    index.replace('root', 'shop', [fact('root', 'api')]);
    expect(index.takeDirty()).toEqual(['root-web']);
    expect(index.roots().sort()).toEqual(['far', 'root-api']);
    index.replace('root', null, []);
    expect(index.roots()).toEqual([]);
  });

  it('takes an object made again under the same name for the new one', () => {
    index.put(fact('root', 'web'));
    index.put({ ...fact('root', 'web'), uid: 'second' });
    expect(index.roots()).toEqual(['second']);
    expect(index.rootNamed('shop', 'web')).toBe('second');
    expect(index.group('east', 'root-web')).toBeUndefined();
  });

  it('does not hang on owners that go in a circle', () => {
    index.put(fact('root', 'web'));
    index.put(fact('set', 'a', { ownedBy: ['set-b', 'root-web'] }));
    index.put(fact('set', 'b', { ownedBy: ['set-a'] }));
    expect(related(index, 'root-web', 'set')).toEqual(['a', 'b']);
  });

  it('remembers nothing of what was removed', () => {
    const action = fc.record({
      remove: fc.boolean(),
      kind: fc.constantFrom('root', 'set', 'pod'),
      name: fc.constantFrom('a', 'b', 'c'),
      owner: fc.constantFrom('root-a', 'root-b', 'set-a', 'set-c', 'gone'),
      data: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), actions => {
        const used = new FactIndex('root');
        const last = new Map<string, ObservedObject>();
        for (const { remove, kind, name, owner, data } of actions) {
          const one = fact(kind, name, {
            ownedBy: kind === 'root' ? [] : [owner],
            data,
          });
          if (remove) {
            used.remove(one.uid);
            last.delete(one.uid);
          } else {
            used.put(one);
            last.set(one.uid, one);
          }
        }
        const fresh = new FactIndex('root');
        last.forEach(one => fresh.put(one));
        expect(used.roots().sort()).toEqual(fresh.roots().sort());
        for (const root of fresh.roots()) {
          for (const kind of ['set', 'pod']) {
            expect(related(used, root, kind)).toEqual(
              related(fresh, root, kind),
            );
          }
        }
      }),
    );
  });
});

describe('observe', () => {
  const kind = {
    id: 'pod',
    group: '',
    version: 'v1',
    plural: 'pods',
    digest: () => ({ data: 'kept' }),
  };

  it('keeps the digest and drops the object', () => {
    expect(
      observe(kind, {
        metadata: { name: 'p', namespace: 'shop', uid: 'u' },
        spec: { large: true },
      }),
    ).toEqual({
      kind: 'pod',
      namespace: 'shop',
      name: 'p',
      uid: 'u',
      ownedBy: [],
      uses: [],
      belongsTo: [],
      data: 'kept',
    });
  });

  it('drops what the kind does not want or what has no identity', () => {
    const metadata = { name: 'p', uid: 'u' };
    expect(observe({ ...kind, digest: () => null }, { metadata })).toBeNull();
    expect(observe(kind, { metadata: { name: 'p' } })).toBeNull();
  });
});
