import type { KubeObject } from '../kubeObject.mts';
import type { ResourceType } from './resourceType.mts';
import { expired, StoreError } from './storeErrors.mts';

/** One write. `previous` is null for a creation, `current` for a deletion. */
export interface Change {
  version: number;
  type: ResourceType;
  key: string;
  previous: KubeObject | null;
  /** The object as written; for a deletion, its last state at `version`. */
  object: KubeObject;
  deleted: boolean;
}

/** The latest writes in order, forgotten from the oldest on. */
export class ChangeLog {
  #changes: Change[] = [];
  #compacted: number;
  readonly #limit: number;

  /**
   * @param start - version before the first write
   * @param limit - how many writes are remembered at least
   */
  constructor(start: number, limit: number) {
    this.#compacted = start;
    this.#limit = limit;
  }

  /** Versions below this one can no longer be read. */
  get compacted(): number {
    return this.#compacted;
  }

  get size(): number {
    return this.#changes.length;
  }

  append(change: Change): void {
    this.#changes.push(change);
    // Dropping in halves keeps the cost of a write constant on average.
    if (this.#changes.length > this.#limit * 2) {
      this.compact(
        this.#changes[this.#changes.length - this.#limit - 1].version,
      );
    }
  }

  /** Forgets every write up to and including `version`. */
  compact(version: number): void {
    const keep = this.#firstAfter(version);
    this.#changes = this.#changes.slice(keep);
    this.#compacted = Math.max(this.#compacted, version);
  }

  /**
   * The writes after `version`, oldest first.
   *
   * @throws StoreError `Expired` when some of them are forgotten, and
   *   `ResourceVersionTooLarge` when `version` has not happened yet
   */
  since(version: number, current: number): readonly Change[] {
    if (version < this.#compacted) {
      throw expired(version, this.#compacted);
    }
    if (version > current) {
      throw new StoreError(
        'ResourceVersionTooLarge',
        `Too large resource version: ${version}, current: ${current}`,
      );
    }
    return this.#changes.slice(this.#firstAfter(version));
  }

  /** Index of the first change with a version above the given one. */
  #firstAfter(version: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#changes[middle].version <= version) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
