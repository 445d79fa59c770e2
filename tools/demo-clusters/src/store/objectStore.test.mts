import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createVirtualClock } from '../clock/virtualClock.mts';
import { objectKey, type KubeObject } from '../kubeObject.mts';
import type { Change } from './changeLog.mts';
import { ObjectStore } from './objectStore.mts';
import { RESOURCES } from './resourceType.mts';
import { StoreError } from './storeErrors.mts';

interface Config extends KubeObject {
  data: { value: number };
  status?: { seen: number };
}

function config(name: string, value: number) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'ns' },
    data: { value },
  };
}

function newStore(logLimit?: number): ObjectStore {
  return new ObjectStore({ clock: createVirtualClock(0), logLimit });
}

function reason(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof StoreError) {
      return error.reason;
    }
    throw error;
  }
  return 'none';
}

type Write =
  | { kind: 'put'; name: string; value: number; pod: boolean }
  | { kind: 'delete'; name: string; pod: boolean };

const name = fc.constantFrom('a', 'b', 'c', 'd');
const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    name,
    value: fc.nat({ max: 3 }),
    pod: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('delete' as const), name, pod: fc.boolean() }),
);

function perform(store: ObjectStore, item: Write): void {
  const type = item.pod ? RESOURCES.pods : RESOURCES.configMaps;
  if (item.kind === 'delete') {
    store.delete(type, 'ns', item.name);
    return;
  }
  const stored = store.get<Config>(type, 'ns', item.name);
  if (stored) {
    store.replace(type, { ...stored, data: { value: item.value } });
  } else {
    store.create<Config>(type, config(item.name, item.value));
  }
}

function apply(state: Map<string, KubeObject>, changes: readonly Change[]) {
  for (const { key, object, deleted } of changes) {
    if (deleted) {
      state.delete(key);
    } else {
      state.set(key, object);
    }
  }
}

function sorted(state: Map<string, KubeObject>): KubeObject[] {
  return [...state]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);
}

describe('a list and the watch that follows it', () => {
  it('always make up the state, from whatever version they begin', () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(write), (before, after) => {
        const store = newStore();
        before.forEach(item => perform(store, item));
        const { version, items } = store.snapshot(RESOURCES.configMaps);
        const state = new Map(
          items.map(item => [objectKey(item.metadata), item]),
        );
        after.forEach(item => perform(store, item));
        apply(state, store.changesSince(RESOURCES.configMaps, version));
        assert.deepEqual(sorted(state), store.list(RESOURCES.configMaps));
      }),
    );
  });

  it('see versions that only grow, and every one once', () => {
    fc.assert(
      fc.property(fc.array(write), writes => {
        const store = newStore();
        const start = store.version;
        const heard: number[] = [];
        store.subscribe(change => heard.push(change.version));
        writes.forEach(item => perform(store, item));
        const logged = [RESOURCES.configMaps, RESOURCES.pods]
          .flatMap(type => store.changesSince(type, start))
          .map(change => change.version)
          .sort((a, b) => a - b);
        assert.deepEqual(heard, logged);
        assert.equal(store.version, start + heard.length);
      }),
    );
  });
});

describe('a snapshot of the past', () => {
  it('is what a list showed then', () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(write), (before, after) => {
        const store = newStore();
        before.forEach(item => perform(store, item));
        const then = store.snapshot(RESOURCES.configMaps);
        after.forEach(item => perform(store, item));
        const again = store.snapshot(RESOURCES.configMaps, then.version);
        assert.deepEqual(again, then);
      }),
    );
  });
});

describe('the log', () => {
  it('forgets the oldest writes and says so', () => {
    const store = newStore(10);
    const start = store.version;
    for (let index = 0; index < 100; index += 1) {
      store.create(RESOURCES.configMaps, config(`c${index}`, 0));
    }
    const list = (version: number) => () =>
      store.changesSince(RESOURCES.configMaps, version);
    assert.equal(reason(list(start)), 'Expired');
    assert.equal(reason(list(store.version - 10)), 'none');
    store.compact();
    assert.equal(reason(list(store.version - 1)), 'Expired');
    assert.equal(reason(list(store.version)), 'none');
    assert.equal(reason(list(store.version + 1)), 'ResourceVersionTooLarge');
  });
});

describe('a replacement', () => {
  const rollout = () => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'r', namespace: 'ns' },
    data: { value: 1 },
    status: { seen: 0 },
  });

  it('is refused when it was made from an older version', () => {
    const store = newStore();
    const old = store.create<Config>(RESOURCES.rollouts, rollout());
    store.replace(RESOURCES.rollouts, { ...old, data: { value: 2 } });
    const late = () =>
      store.replace(RESOURCES.rollouts, { ...old, data: { value: 3 } });
    assert.equal(reason(late), 'Conflict');
    const current = store.get<Config>(RESOURCES.rollouts, 'ns', 'r');
    assert.equal(current?.data.value, 2);
  });

  it('of the main part leaves the status, and counts the generation up', () => {
    const store = newStore();
    const old = store.create<Config>(RESOURCES.rollouts, rollout());
    const next = store.replace<Config>(RESOURCES.rollouts, {
      ...old,
      data: { value: 2 },
      status: { seen: 9 },
    });
    assert.deepEqual(next.status, { seen: 0 });
    assert.equal(next.metadata.generation, 2);
  });

  it('of the status leaves everything else, the generation too', () => {
    const store = newStore();
    const old = store.create<Config>(RESOURCES.rollouts, rollout());
    const changed = { ...old, data: { value: 2 }, status: { seen: 9 } };
    const next = store.replace(RESOURCES.rollouts, changed, 'status');
    assert.deepEqual(next.status, { seen: 9 });
    assert.equal(next.data.value, 1);
    assert.equal(next.metadata.generation, 1);
  });

  it('of labels alone does not count the generation up', () => {
    const store = newStore();
    const old = store.create<Config>(RESOURCES.rollouts, rollout());
    const metadata = { ...old.metadata, labels: { a: 'b' } };
    const next = store.replace(RESOURCES.rollouts, { ...old, metadata });
    assert.equal(next.metadata.generation, 1);
    assert.notEqual(
      next.metadata.resourceVersion,
      old.metadata.resourceVersion,
    );
  });

  it('that changes nothing is no write', () => {
    const store = newStore();
    const old = store.create<Config>(RESOURCES.rollouts, rollout());
    const before = store.version;
    store.replace(RESOURCES.rollouts, { ...old });
    assert.equal(store.version, before);
  });
});

describe('objects of an owner', () => {
  it('are found by its UID until they are deleted', () => {
    const store = newStore();
    const owned = {
      ...config('mine', 1),
      metadata: {
        name: 'mine',
        namespace: 'ns',
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'u1' },
        ],
      },
    };
    store.create(RESOURCES.configMaps, owned);
    store.create(RESOURCES.configMaps, config('other', 1));
    const names = () =>
      store
        .ownedBy(RESOURCES.configMaps, 'u1')
        .map(({ metadata }) => metadata.name);
    assert.deepEqual(names(), ['mine']);
    store.delete(RESOURCES.configMaps, 'ns', 'mine');
    assert.deepEqual(names(), []);
  });
});
