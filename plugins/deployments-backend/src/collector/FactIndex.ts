import { isDeepStrictEqual } from 'node:util';
import { observeObject } from '@heal7/backstage-plugin-deployments-node';
import type {
  KubernetesObject,
  NamedReference,
  ObservedGroup,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';

const nameKey = (ref: NamedReference) =>
  `${ref.kind}\n${ref.namespace}\n${ref.name}`;

const addTo = (map: Map<string, Set<string>>, key: string, uid: string) => {
  const set = map.get(key);
  if (set) {
    set.add(uid);
  } else {
    map.set(key, new Set([uid]));
  }
};

const removeFrom = (
  map: Map<string, Set<string>>,
  key: string,
  uid: string,
) => {
  const set = map.get(key);
  set?.delete(uid);
  if (set?.size === 0) {
    map.delete(key);
  }
};

/**
 * An object with its digest as JSON: a third of the memory that it takes as
 * objects, and most rollouts rest most of the time.
 */
type PackedObject = Omit<ObservedObject, 'data'> & { data: string };

const pack = (fact: ObservedObject): PackedObject => ({
  ...fact,
  data: JSON.stringify(fact.data ?? null),
});

const unpack = (fact: PackedObject): ObservedObject => ({
  ...fact,
  data: JSON.parse(fact.data),
});

/**
 * What is kept of an object. Null when the kind drops it, or when it has no
 * identity.
 *
 * @internal
 */
export function observe(
  kind: WatchedKind,
  object: KubernetesObject,
): ObservedObject | null {
  return object.metadata?.uid ? observeObject(kind, object) : null;
}

/**
 * The digests of one engine's objects in one cluster, and which rollouts each
 * of them concerns. Pure apart from its own memory.
 *
 * Links go two ways: an object is `ownedBy` others by uid, or `belongsTo` them
 * by name, and `uses` others by name. Either end may be seen first, so both are indexed by what they
 * point at, whether or not it is there yet.
 *
 * @internal
 */
export class FactIndex {
  readonly #byUid = new Map<string, PackedObject>();
  readonly #byName = new Map<string, string>();
  readonly #owned = new Map<string, Set<string>>();
  readonly #users = new Map<string, Set<string>>();
  readonly #parts = new Map<string, Set<string>>();
  readonly #dirty = new Set<string>();

  constructor(private readonly rootKind: string) {}

  /** Adds or replaces an object. */
  put(observed: ObservedObject): void {
    const fact = pack(observed);
    const before = this.#byUid.get(fact.uid);
    if (before && isDeepStrictEqual(before, fact)) {
      return;
    }
    if (before) {
      this.unlink(before);
    }
    const key = nameKey(fact);
    const namesake = this.#byName.get(key);
    if (namesake !== undefined && namesake !== fact.uid) {
      // Deleted and made again, with the deletion not seen yet.
      this.remove(namesake);
    }
    this.#byUid.set(fact.uid, fact);
    this.#byName.set(key, fact.uid);
    fact.ownedBy.forEach(uid => addTo(this.#owned, uid, fact.uid));
    fact.uses.forEach(ref => addTo(this.#users, nameKey(ref), fact.uid));
    fact.belongsTo.forEach(ref => addTo(this.#parts, nameKey(ref), fact.uid));
    this.markRootsOf(fact);
  }

  /** Forgets an object; one that is not known is nothing to do. */
  remove(uid: string): void {
    const fact = this.#byUid.get(uid);
    if (fact) {
      this.unlink(fact);
    }
  }

  /**
   * Makes the objects of a kind, in one namespace or all (`null`), exactly
   * these: what is not among them was deleted while nobody looked.
   */
  replace(
    kind: string,
    namespace: string | null,
    facts: Iterable<ObservedObject>,
  ): void {
    const seen = new Set<string>();
    for (const fact of facts) {
      seen.add(fact.uid);
      this.put(fact);
    }
    for (const fact of [...this.#byUid.values()]) {
      const inScope =
        fact.kind === kind &&
        (namespace === null || fact.namespace === namespace);
      if (inScope && !seen.has(fact.uid)) {
        this.unlink(fact);
      }
    }
  }

  /** Uids of all rollouts. */
  roots(): string[] {
    return [...this.#byUid.values()]
      .filter(fact => fact.kind === this.rootKind)
      .map(fact => fact.uid);
  }

  /**
   * Uids of rollouts touched since they were last taken, deleted ones
   * included; no more than `most` at once.
   */
  takeDirty(most = Infinity): string[] {
    const dirty: string[] = [];
    for (const uid of this.#dirty) {
      if (dirty.length === most) {
        break;
      }
      dirty.push(uid);
    }
    dirty.forEach(uid => this.#dirty.delete(uid));
    return dirty;
  }

  /** Puts a rollout back among the dirty ones. */
  markDirty(uid: string): void {
    this.#dirty.add(uid);
  }

  hasDirty(): boolean {
    return this.#dirty.size > 0;
  }

  get(uid: string): ObservedObject | undefined {
    const fact = this.#byUid.get(uid);
    return fact && unpack(fact);
  }

  /** Uid of the rollout of that name. */
  rootNamed(namespace: string, name: string): string | undefined {
    return this.#byName.get(nameKey({ kind: this.rootKind, namespace, name }));
  }

  /** A rollout with all that belongs to it; undefined when it is not there. */
  group(cluster: string, rootUid: string): ObservedGroup | undefined {
    const root = this.#byUid.get(rootUid);
    if (root?.kind !== this.rootKind) {
      return undefined;
    }
    const byKind = new Map<string, ObservedObject[]>();
    const visited = new Set([rootUid]);
    const queue = [root];
    for (const fact of queue) {
      for (const uid of this.below(fact)) {
        const next = this.#byUid.get(uid);
        // Another rollout is a neighbour, not a part.
        if (!next || visited.has(uid) || next.kind === this.rootKind) {
          continue;
        }
        visited.add(uid);
        queue.push(next);
        const list = byKind.get(next.kind) ?? [];
        list.push(unpack(next));
        byKind.set(next.kind, list);
      }
    }
    return {
      cluster,
      root: unpack(root),
      related: <TData>(kind: WatchedKind<TData>) =>
        (byKind.get(kind.id) ?? []) as ObservedObject<TData>[],
    };
  }

  /** Objects that `fact` owns, by uid or by name, or refers to. */
  private *below(fact: PackedObject): Iterable<string> {
    yield* this.#owned.get(fact.uid) ?? [];
    yield* this.#parts.get(nameKey(fact)) ?? [];
    for (const ref of fact.uses) {
      const uid = this.#byName.get(nameKey(ref));
      if (uid !== undefined) {
        yield uid;
      }
    }
  }

  private unlink(fact: PackedObject): void {
    this.markRootsOf(fact);
    this.#byUid.delete(fact.uid);
    if (this.#byName.get(nameKey(fact)) === fact.uid) {
      this.#byName.delete(nameKey(fact));
    }
    fact.ownedBy.forEach(uid => removeFrom(this.#owned, uid, fact.uid));
    fact.uses.forEach(ref => removeFrom(this.#users, nameKey(ref), fact.uid));
    fact.belongsTo.forEach(ref =>
      removeFrom(this.#parts, nameKey(ref), fact.uid),
    );
  }

  /** Walks up, towards owners and users, to the rollouts concerned. */
  private markRootsOf(fact: PackedObject): void {
    const visited = new Set([fact.uid]);
    const queue = [fact];
    for (const current of queue) {
      if (current.kind === this.rootKind) {
        this.#dirty.add(current.uid);
        continue;
      }
      const above = [
        ...current.ownedBy,
        ...current.belongsTo.flatMap(
          ref => this.#byName.get(nameKey(ref)) ?? [],
        ),
        ...(this.#users.get(nameKey(current)) ?? []),
      ];
      for (const uid of above) {
        const next = this.#byUid.get(uid);
        if (next && !visited.has(uid)) {
          visited.add(uid);
          queue.push(next);
        }
      }
    }
  }
}
