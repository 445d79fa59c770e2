import { selects } from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentState,
  EntitySelector,
} from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { SharedReads } from '../lib/SharedReads';
import { narrow } from './narrow';

/** Characters of all remembered states together. */
const MOST_TEXT = 32 * 1024 * 1024;

/** A state with its text as it is sent. @internal */
export interface ReadState {
  state: DeploymentState;
  text: string;
}

/** @internal */
export interface ReadTarget extends ReadState {
  id: string;
  version: string;
  /** ISO 8601. */
  changedAt: string;
}

/**
 * Reads targets for views. The database is asked which versions there are
 * each time, once for all who ask the same meanwhile; a state that was read
 * before is neither read nor parsed again.
 *
 * @internal
 */
export class KnexStateReader {
  readonly #states = new LRUCache<string, ReadState>({
    maxSize: MOST_TEXT,
    sizeCalculation: ({ text }) => text.length,
  });

  readonly #reads = new SharedReads<ReadTarget[]>();

  constructor(private readonly knex: Knex) {}

  /** Sorted by cluster, namespace, name, engine. */
  select(selector: EntitySelector): Promise<ReadTarget[]> {
    return this.#reads.read(JSON.stringify(selector), () =>
      this.read(selector),
    );
  }

  private async read(selector: EntitySelector): Promise<ReadTarget[]> {
    const rows: { id: string; version: string; changed_at: string }[] =
      await this.knex('targets')
        .modify(narrow, selector)
        .orderBy(['cluster', 'namespace', 'name', 'engine'])
        .select('id', 'version', 'changed_at');
    const missing = rows.filter(({ version }) => !this.#states.has(version));
    const read = new Map<string, ReadState & { version: string }>();
    if (missing.length > 0) {
      for (const { id, version, state } of await this.knex('targets')
        .whereIn(
          'id',
          missing.map(target => target.id),
        )
        .select('id', 'version', 'state')) {
        const value = { state: JSON.parse(state), text: state };
        this.#states.set(version, value);
        read.set(id, { ...value, version });
      }
    }
    return rows.flatMap(({ id, version, changed_at }): ReadTarget[] => {
      const known = read.get(id) ?? this.#states.get(version);
      // Gone since the first question, or not what is asked for after all.
      return known && selects(selector, known.state)
        ? [{ version, changedAt: changed_at, ...known, id }]
        : [];
    });
  }
}
