import type { Freeze } from '@heal7/backstage-plugin-deployments-common';

/**
 * The freezes that were declared.
 *
 * @internal
 */
export interface FreezeStore {
  add(freeze: Freeze): Promise<void>;
  /** What was removed; undefined when there was no such freeze. */
  remove(id: string): Promise<Freeze | undefined>;
  /** Those that hold at this time, or will; the one that begins first, first. */
  notEnded(now: Date): Promise<Freeze[]>;
}
