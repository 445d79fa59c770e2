import { fakeSource, pod, rollout } from '../__testUtils__/fakeSource';
import type { ReflectorSink } from '../watch/Reflector';
import { SourceWatch } from './SourceWatch';

const [rollouts, pods] = fakeSource.kinds;

describe('SourceWatch', () => {
  let watch: SourceWatch;
  let changed: jest.Mock;
  let unreadable: jest.Mock;
  let rolloutSink: ReflectorSink;
  let podSink: ReflectorSink;

  beforeEach(() => {
    changed = jest.fn();
    unreadable = jest.fn();
    watch = new SourceWatch('east', fakeSource, { changed, unreadable });
    rolloutSink = watch.sinkFor(rollouts, null).sink;
    podSink = watch.sinkFor(pods, null).sink;
  });

  const list = (
    sink: ReflectorSink,
    ...objects: Parameters<ReflectorSink['upsert']>[0][]
  ) => {
    const open = sink.startList();
    objects.forEach(object => open.add(object));
    open.commit();
    sink.live();
  };
  const steps = () =>
    watch.takeChanges().puts.map(({ name, step }) => [name, step?.index]);

  it('gives nothing out before the picture is complete', () => {
    list(rolloutSink, rollout('web'));
    expect(watch.complete).toBe(false);
    expect(watch.takeChanges().puts).toEqual([]);
    list(podSink, pod('web-1', 'web'));
    expect(watch.takeChanges().puts).toMatchObject([
      { name: 'web', replicas: { desired: 1 } },
    ]);
  });

  it('is complete without a kind that is forbidden, not without one that is unreachable', () => {
    list(rolloutSink, rollout('web'));
    podSink.failed({ kind: 'network', message: '', retryAfterMs: null });
    expect(watch.complete).toBe(false);
    podSink.failed({ kind: 'forbidden', message: '', retryAfterMs: null });
    expect(steps()).toEqual([['web', 0]]);
  });

  it('gives out a large picture in pieces, each rollout once', () => {
    const names = Array.from({ length: 7 }, (_, n) => `web-${n}`);
    list(rolloutSink, ...names.map(name => rollout(name)));
    expect(watch.pending).toBe(false);
    list(podSink);
    const pieces: string[][] = [];
    while (watch.pending) {
      pieces.push(watch.takeChanges(3).puts.map(({ name }) => name));
    }
    expect(pieces.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(pieces.flat().sort()).toEqual(names);
  });

  it('gives out only what changed', () => {
    list(rolloutSink, rollout('web'), rollout('api'));
    list(podSink);
    watch.takeChanges();
    changed.mockClear();
    rolloutSink.upsert(rollout('web'));
    expect(changed).not.toHaveBeenCalled();
    rolloutSink.upsert(rollout('web', { step: 2 }));
    expect(changed).toHaveBeenCalled();
    expect(steps()).toEqual([['web', 2]]);
  });

  it('removes what was deleted, seen or unseen', () => {
    list(rolloutSink, rollout('web'), rollout('api'));
    list(podSink);
    watch.takeChanges();
    rolloutSink.remove(rollout('web'));
    expect(watch.takeChanges().removals).toMatchObject([{ name: 'web' }]);
    list(rolloutSink);
    expect(watch.takeChanges().removals).toMatchObject([{ name: 'api' }]);
  });

  it('removes what turns out to be no rollout of the engine, until it is one', () => {
    list(rolloutSink, rollout('web'));
    list(podSink);
    watch.takeChanges();
    const ref = {
      cluster: 'east',
      namespace: 'shop',
      name: 'web',
      engine: 'fake',
    };
    rolloutSink.upsert(rollout('web', { step: 99 }));
    expect(watch.takeChanges()).toMatchObject({ puts: [], removals: [ref] });
    expect(watch.has(ref)).toBe(false);
    rolloutSink.upsert(rollout('web', { step: 1 }));
    expect(steps()).toEqual([['web', 1]]);
    expect(watch.has(ref)).toBe(true);
  });

  it('does not remove a rollout that was made again under its name', () => {
    list(rolloutSink, rollout('web'));
    list(podSink);
    watch.takeChanges();
    rolloutSink.remove(rollout('web'));
    rolloutSink.upsert(rollout('web', { uid: 'second' }));
    const { puts, removals } = watch.takeChanges();
    expect(removals).toEqual([]);
    expect(puts).toMatchObject([{ name: 'web', uid: 'second' }]);
  });

  it('empties a kind whose definition was removed from the cluster', () => {
    list(rolloutSink, rollout('web'));
    list(podSink);
    watch.takeChanges();
    const absent = () =>
      rolloutSink.failed({ kind: 'absent', message: '', retryAfterMs: null });
    absent();
    absent();
    absent();
    expect(watch.takeChanges().removals).toEqual([]);
    absent();
    expect(watch.takeChanges().removals).toMatchObject([{ name: 'web' }]);
  });

  it('tells of a missing kind only where its engine is installed', () => {
    const absent = { kind: 'absent', message: '', retryAfterMs: null } as const;
    const failing = () =>
      watch.health.filter(({ health }) => health.is === 'failed').length;
    list(rolloutSink, rollout('web'));
    podSink.failed(absent);
    expect(failing()).toBe(1);
    rolloutSink.failed(absent);
    expect(failing()).toBe(0);
  });

  it('wants the parts of an engine once the engine is there', async () => {
    const later = jest.fn();
    const { when } = watch.sinkFor(pods, 'shop');
    when.then(later);
    await watch.sinkFor(rollouts, 'shop').when;
    rolloutSink.failed({ kind: 'absent', message: '', retryAfterMs: null });
    await Promise.resolve();
    expect(later).not.toHaveBeenCalled();
    list(rolloutSink, rollout('web'));
    await when;
  });

  it('knows that nothing is left where the engine was taken away', () => {
    const absent = { kind: 'absent', message: '', retryAfterMs: null } as const;
    for (let times = 0; times < 4; times++) {
      expect(watch.complete).toBe(false);
      rolloutSink.failed(absent);
    }
    // Its parts were never asked for.
    expect(watch.complete).toBe(true);
  });

  it('does not tell of a missing kind that not everybody has', () => {
    const optional = watch.sinkFor(
      { ...pods, id: 'apps', plural: 'apps', optional: true },
      null,
    );
    list(rolloutSink, rollout('web'));
    list(podSink);
    optional.sink.failed({ kind: 'absent', message: '', retryAfterMs: null });
    expect(watch.health.map(({ health }) => health.is)).not.toContain('failed');
    optional.sink.failed({
      kind: 'forbidden',
      message: '',
      retryAfterMs: null,
    });
    expect(watch.health.map(({ health }) => health.is)).toContain('failed');
  });

  it('is not complete before it knows which rollouts there are', () => {
    list(podSink);
    rolloutSink.failed({ kind: 'forbidden', message: '', retryAfterMs: null });
    expect(watch.complete).toBe(false);
    list(rolloutSink);
    expect(watch.complete).toBe(true);
  });

  it('lets one unreadable rollout cost no other, and names it in the log only', () => {
    list(rolloutSink, rollout('web', { step: -1 }), rollout('api'));
    list(podSink);
    const { puts, problems } = watch.takeChanges();
    expect(puts.map(({ name }) => name)).toEqual(['api']);
    expect(problems).toMatchObject([
      { kind: 'rollouts', message: expect.stringMatching(/^1 could not/) },
    ]);
    expect(unreadable).toHaveBeenCalledTimes(1);
    expect(unreadable).toHaveBeenCalledWith(
      "The fake source could not read rollouts shop/web in cluster 'east': a negative step",
    );
    rolloutSink.upsert(rollout('web', { step: 1 }));
    expect(watch.takeChanges().problems).toEqual([]);
  });

  it('survives a digest that throws', () => {
    const broken = {
      ...fakeSource,
      kinds: [{ ...rollouts, digest: () => JSON.parse('{') }, pods],
    };
    watch = new SourceWatch('east', broken, { changed, unreadable });
    list(watch.sinkFor(broken.kinds[0], null).sink, rollout('web'));
    list(watch.sinkFor(pods, null).sink);
    expect(watch.takeChanges()).toMatchObject({
      puts: [],
      problems: [{ kind: 'rollouts' }],
    });
  });
});
