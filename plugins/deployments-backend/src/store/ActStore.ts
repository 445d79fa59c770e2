import type {
  ActHistory,
  ActRecord,
} from '@heal7/backstage-plugin-deployments-common';

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
}
