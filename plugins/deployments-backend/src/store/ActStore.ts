import type {
  ActHistory,
  ActRecord,
} from '@heal7/backstage-plugin-deployments-common';

/** @internal */
export interface ForgottenActs {
  forgotten: number;
  /** Where to go on, by `after`; null when all were looked through. */
  next: number | null;
}

/**
 * What was done to rollouts, by whom and why.
 *
 * @internal
 */
export interface ActStore {
  add(act: Omit<ActRecord, 'id'>): Promise<void>;
  /**
   * Newest first.
   *
   * @throws InputError when the cursor is none of ours.
   */
  page(
    entityRef: string,
    options: { cursor?: string; limit: number },
  ): Promise<ActHistory>;
  /**
   * Looks through the next few acts from before a time, and forgets those that
   * belong to no rollout that is still remembered.
   */
  prune(
    before: Date,
    options: { after: number; limit: number },
  ): Promise<ForgottenActs>;
}
