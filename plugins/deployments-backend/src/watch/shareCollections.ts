import type { ReflectedCollection, ReflectorSink } from './Reflector';

/** What is to be followed, and for whom. @internal */
export interface WantedCollection {
  collection: ReflectedCollection;
  sink: ReflectorSink;
  /** When to begin: an engine's parts once the engine is there. */
  when: Promise<void>;
}

/** One sink that hands everything on to several. */
function fanOut(sinks: ReflectorSink[]): ReflectorSink {
  return {
    startList: () => {
      const lists = sinks.map(sink => sink.startList());
      return {
        add: object => lists.forEach(list => list.add(object)),
        commit: () => lists.forEach(list => list.commit()),
      };
    },
    upsert: object => sinks.forEach(sink => sink.upsert(object)),
    remove: object => sinks.forEach(sink => sink.remove(object)),
    live: () => sinks.forEach(sink => sink.live()),
    failed: failure => sinks.forEach(sink => sink.failed(failure)),
  };
}

/**
 * Puts together what several engines want to see of the same collection: it is
 * then listed and watched once. The order is that of the first to want it.
 *
 * @internal
 */
export function shareCollections(
  wanted: WantedCollection[],
): WantedCollection[] {
  const shared = new Map<string, WantedCollection[]>();
  for (const one of wanted) {
    const { group, versions, plural, namespace, labelSelector, fieldSelector } =
      one.collection;
    const key = JSON.stringify([
      ...[group, versions, plural, namespace],
      ...[labelSelector ?? null, fieldSelector ?? null],
    ]);
    shared.set(key, [...(shared.get(key) ?? []), one]);
  }
  return [...shared.values()].map(([first, ...others]) => ({
    collection: first.collection,
    sink:
      others.length === 0
        ? first.sink
        : fanOut([first, ...others].map(({ sink }) => sink)),
    when: Promise.race([first, ...others].map(({ when }) => when)),
  }));
}
