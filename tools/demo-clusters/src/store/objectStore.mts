import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { kubeTime, type Clock } from '../clock/clock.mts';
import { objectKey, type KubeObject, type NewObject } from '../kubeObject.mts';
import { ChangeLog, type Change } from './changeLog.mts';
import { OwnerIndex } from './ownerIndex.mts';
import { qualifiedName, type ResourceType } from './resourceType.mts';
import { StoreError } from './storeErrors.mts';

/** A consistent state of one resource, sorted by key. */
export interface Snapshot<T extends KubeObject = KubeObject> {
  /** The version it is the state of. */
  version: number;
  items: T[];
}

/** How an object store is set up. */
export interface ObjectStoreOptions {
  clock: Clock;
  /** Version before the first write; grows across restarts in real use. */
  startVersion?: number;
  /** Writes remembered for watches and paged lists. */
  logLimit?: number;
  /** Makes UIDs; random ones unless given. */
  createUid?: () => string;
}

/** Which half of the object a replacement writes. */
export type WritePart = 'main' | 'status';

const DEFAULT_LOG_LIMIT = 5_000;

/** Everything of the object but metadata and status. */
function specOf(object: KubeObject): Record<string, unknown> {
  const { metadata, status, ...rest } = object as KubeObject & {
    status?: unknown;
  };
  return rest;
}

/**
 * Versioned objects in memory with the guarantees that watchers of Kubernetes
 * rely on: one version counter for all writes, optimistic locking, a log to
 * watch from any remembered version, and snapshots of the past for paging.
 */
export class ObjectStore {
  readonly #clock: Clock;
  readonly #log: ChangeLog;
  readonly #createUid: () => string;
  readonly #owners = new OwnerIndex();
  readonly #objects = new Map<ResourceType, Map<string, KubeObject>>();
  readonly #sortedKeys = new Map<ResourceType, string[]>();
  readonly #listeners = new Set<(change: Change) => void>();
  #version: number;

  constructor(options: ObjectStoreOptions) {
    this.#clock = options.clock;
    this.#createUid = options.createUid ?? randomUUID;
    this.#version = options.startVersion ?? 1;
    this.#log = new ChangeLog(
      this.#version,
      options.logLimit ?? DEFAULT_LOG_LIMIT,
    );
  }

  /** Version of the latest write of any resource. */
  get version(): number {
    return this.#version;
  }

  /** Oldest version that can still be watched from or paged at. */
  get compacted(): number {
    return this.#log.compacted;
  }

  /** Calls back after every write until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Forgets the log up to now (or `version`), as etcd's compaction does. */
  compact(version = this.#version): void {
    this.#log.compact(Math.min(version, this.#version));
  }

  get<T extends KubeObject>(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    const key = objectKey({ namespace, name });
    // Callers name the type they stored under this resource.
    return this.#objects.get(type)?.get(key) as T | undefined;
  }

  /** All objects of a resource now, sorted by key. */
  list<T extends KubeObject>(type: ResourceType): T[] {
    const objects = this.#objects.get(type);
    if (!objects) {
      return [];
    }
    // Pages of one list ask for the same order again and again.
    const keys = this.#sortedKeys.get(type) ?? [...objects.keys()].sort();
    this.#sortedKeys.set(type, keys);
    return keys.map(key => objects.get(key) as T);
  }

  /** Objects of a resource that name `uid` as an owner, oldest first. */
  ownedBy<T extends KubeObject>(type: ResourceType, uid: string): T[] {
    const objects = this.#objects.get(type);
    const owned: T[] = [];
    for (const key of this.#owners.keys(type, uid)) {
      owned.push(objects?.get(key) as T);
    }
    return owned;
  }

  /**
   * A resource as it was at a version (default: now).
   *
   * @throws StoreError `Expired` or `ResourceVersionTooLarge`
   */
  snapshot(type: ResourceType, version = this.#version): Snapshot {
    const changes = this.changesSince(type, version);
    if (changes.length === 0) {
      return { version, items: this.list(type) };
    }
    const objects = new Map(this.#objects.get(type));
    for (const change of changes.toReversed()) {
      if (change.previous) {
        objects.set(change.key, change.previous);
      } else {
        objects.delete(change.key);
      }
    }
    const entries = [...objects].sort(([a], [b]) => (a < b ? -1 : 1));
    return { version, items: entries.map(([, object]) => object) };
  }

  /**
   * Writes of one resource after a version, oldest first.
   *
   * @throws StoreError `Expired` or `ResourceVersionTooLarge`
   */
  changesSince(type: ResourceType, version: number): Change[] {
    return this.#log
      .since(version, this.#version)
      .filter(change => change.type === type);
  }

  /** @throws StoreError `AlreadyExists` */
  create<T extends KubeObject>(type: ResourceType, object: NewObject<T>): T {
    const key = objectKey(object.metadata);
    if (this.#objects.get(type)?.has(key)) {
      throw new StoreError(
        'AlreadyExists',
        `${qualifiedName(type)} "${object.metadata.name}" already exists`,
      );
    }
    const stored = {
      ...object,
      metadata: {
        uid: this.#createUid(),
        creationTimestamp: kubeTime(this.#clock.now()),
        generation: 1,
        ...object.metadata,
        resourceVersion: String(this.#version + 1),
      },
    } as unknown as T;
    this.#write({ type, key, previous: null, object: stored, deleted: false });
    return stored;
  }

  /**
   * Replaces an object. With `part` `main` its status stays as stored, with
   * `status` everything else does (for resources with that subresource).
   * A replacement that changes nothing writes nothing.
   *
   * @throws StoreError `NotFound`, `Conflict` (the given resourceVersion is
   *   not the stored one), `Invalid` (identity changed)
   */
  replace<T extends KubeObject>(
    type: ResourceType,
    object: T,
    part: WritePart = 'main',
  ): T {
    const { namespace, name } = object.metadata;
    const stored = this.get<T>(type, namespace, name);
    if (!stored) {
      throw new StoreError(
        'NotFound',
        `${qualifiedName(type)} "${name}" not found`,
      );
    }
    const given = object.metadata.resourceVersion;
    if (given && given !== stored.metadata.resourceVersion) {
      throw new StoreError(
        'Conflict',
        `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": ` +
          'the object has been modified; please apply your changes to the ' +
          'latest version and try again',
      );
    }
    const merged = this.#merge(type, stored, object, part);
    if (isDeepStrictEqual(merged, stored)) {
      return stored;
    }
    const next = {
      ...merged,
      metadata: { ...merged.metadata, resourceVersion: `${this.#version + 1}` },
    };
    const key = objectKey(stored.metadata);
    this.#write({ type, key, previous: stored, object: next, deleted: false });
    return next;
  }

  /** Deletes an object; deleting what is not there does nothing. */
  delete(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): void {
    const stored = this.get(type, namespace, name);
    if (!stored) {
      return;
    }
    const object = {
      ...stored,
      metadata: { ...stored.metadata, resourceVersion: `${this.#version + 1}` },
    };
    const key = objectKey(stored.metadata);
    this.#write({ type, key, previous: stored, object, deleted: true });
  }

  #merge<T extends KubeObject>(
    type: ResourceType,
    stored: T,
    given: T,
    part: WritePart,
  ): T {
    const { uid, creationTimestamp, generation, resourceVersion } =
      stored.metadata;
    if (given.metadata.uid && given.metadata.uid !== uid) {
      throw new StoreError('Invalid', 'metadata.uid: field is immutable');
    }
    const status = (part === 'status' || !type.status ? given : stored) as {
      status?: unknown;
    };
    if (part === 'status') {
      return { ...stored, status: status.status };
    }
    const grown = isDeepStrictEqual(specOf(given), specOf(stored)) ? 0 : 1;
    const merged = {
      ...given,
      apiVersion: stored.apiVersion,
      kind: stored.kind,
      metadata: {
        ...given.metadata,
        uid,
        creationTimestamp,
        resourceVersion,
        generation: generation + grown,
      },
      status: status.status,
    };
    if (merged.status === undefined) {
      delete merged.status;
    }
    return merged;
  }

  #write(write: Omit<Change, 'version'>): void {
    this.#version += 1;
    const change = { ...write, version: this.#version };
    const { type, key, previous, object, deleted } = change;
    const objects = this.#objects.get(type) ?? new Map<string, KubeObject>();
    this.#objects.set(type, objects);
    if (previous) {
      this.#owners.remove(type, key, previous);
    }
    if (deleted) {
      objects.delete(key);
    } else {
      objects.set(key, object);
      this.#owners.add(type, key, object);
    }
    if (deleted || !previous) {
      this.#sortedKeys.delete(type);
    }
    this.#log.append(change);
    for (const listener of this.#listeners) {
      listener(change);
    }
  }
}
