import type {
  EntitySelector,
  RolloutDetail,
  RolloutHistory,
  RolloutRecord,
} from '@heal7/backstage-plugin-deployments-common';
import type { EndedRollout } from '../delivery/EndedRollout';

/** @internal */
export interface UndatedCommit {
  /** URL, as the workload names it. */
  repository: string;
  commit: string;
}

/**
 * The remembered rollouts. They are found by the labels that their workloads
 * had, so that they outlive them.
 *
 * @internal
 */
export interface RolloutStore {
  /**
   * Newest first.
   *
   * @throws InputError when the cursor is none of ours.
   */
  page(
    selector: EntitySelector,
    options: { cursor?: string; limit: number },
  ): Promise<RolloutHistory>;
  /** Undefined when there is none of that id among the selected. */
  detail(
    selector: EntitySelector,
    id: string,
  ): Promise<RolloutDetail | undefined>;
  /** All of them, newest first, a few at a time. */
  all(selector: EntitySelector): AsyncIterable<RolloutRecord>;
  /** Those promoted or aborted since then; null means any environment. */
  ended(
    selector: EntitySelector,
    options: { since: Date; environment: string | null },
  ): Promise<EndedRollout[]>;
  /** Commits of rollouts promoted since then whose time nobody asked for. */
  undatedCommits(since: Date, limit: number): Promise<UndatedCommit[]>;
  /** @param at - null when nobody knows; then it is not asked for again. */
  dateCommit(commit: UndatedCommit, at: string | null): Promise<void>;
  /**
   * Forgets rollouts that ended before then, some at a time.
   *
   * @returns how many; 0 when none is left.
   */
  prune(before: Date, limit: number): Promise<number>;
}
