import type { WaveEvent } from '@heal7/backstage-plugin-deployments-common';
import type { RecordedPlan } from './RecordedPlan';

/**
 * A plan and which write of it this is.
 *
 * @internal
 */
export interface KeptPlan {
  plan: RecordedPlan;
  version: number;
}

/**
 * Where wave plans are kept with their stories.
 *
 * @internal
 */
export interface WaveStore {
  /** @throws ConflictError when another plan of the entity is running. */
  add(plan: RecordedPlan, events: WaveEvent[], dueAt: Date): Promise<void>;
  get(entityRef: string, id: string): Promise<KeptPlan | undefined>;
  /** Newest first. */
  list(entityRef: string, limit: number): Promise<RecordedPlan[]>;
  /** Oldest first; the newest ones. */
  events(id: string, limit: number): Promise<WaveEvent[]>;
  /**
   * A running plan that is due, kept from other replicas for a while;
   * undefined when none is.
   */
  claim(times: { now: Date; ttlMs: number }): Promise<KeptPlan | undefined>;
  /**
   * Replaces a plan, all or nothing.
   *
   * @param dueAt - when to look at it next.
   * @returns what is kept now; undefined when somebody else wrote meanwhile,
   * and then nothing was changed.
   */
  save(
    kept: KeptPlan,
    change: { plan: RecordedPlan; events: WaveEvent[]; dueAt: Date },
  ): Promise<KeptPlan | undefined>;
  /** Adds to the story of a plan whatever has become of it. */
  tell(id: string, events: WaveEvent[]): Promise<void>;
  /** Forgets plans that ended and were started before. */
  prune(before: Date): Promise<void>;
}
