import type { Knex } from 'knex';
import type {
  DeploymentState,
  DeploymentTargetRef,
  EntitySelector,
} from '@heal7/backstage-plugin-deployments-common';
import type { Lease } from './LeaseStore';

/**
 * A rollout as stored.
 *
 * @internal
 */
export interface StoredTarget {
  id: string;
  state: DeploymentState;
  /** Hash of the state. */
  version: string;
  /** ISO 8601. */
  changedAt: string;
}

/**
 * A change that was really made.
 *
 * @internal
 */
export interface TargetChange {
  id: string;
  /** Null when the target was not there before. */
  labelsBefore: Record<string, string> | null;
  /** Null when it was removed. */
  labelsAfter: Record<string, string> | null;
}

/** @internal */
export interface TargetWrites {
  puts: DeploymentState[];
  removals: DeploymentTargetRef[];
  /**
   * True when the cluster was not watched just before, so that more may have
   * happened than these states show.
   */
  gap?: boolean;
}

/**
 * What one write made of a target: its state before, null when it is new, and
 * after, null when it is gone.
 *
 * @internal
 */
export interface TargetTransition {
  id: string;
  before: DeploymentState | null;
  after: DeploymentState | null;
}

/**
 * Writes what follows from changes of targets, in the transaction of the
 * change itself: both are there, or neither.
 *
 * @internal
 */
export interface TargetRecorder {
  record(
    tx: Knex.Transaction,
    transitions: TargetTransition[],
    moment: { at: Date; gap: boolean },
  ): Promise<void>;
}

/**
 * Where the last known state of every rollout is kept.
 *
 * @internal
 */
export interface TargetStore {
  get(ref: DeploymentTargetRef): Promise<StoredTarget | undefined>;
  /** Sorted by cluster, namespace, name, engine. */
  select(selector: EntitySelector): Promise<StoredTarget[]>;
  /** Targets of one engine in one cluster. */
  refs(cluster: string, engine: string): Promise<DeploymentTargetRef[]>;
  /**
   * Writes what differs from what is there, all or nothing, and says what
   * that was.
   *
   * @throws LeaseLostError when the lease is no longer held; nothing changed.
   */
  write(lease: Lease, writes: TargetWrites, at: Date): Promise<TargetChange[]>;
  /** Forgets the targets of clusters other than these. */
  keepClusters(names: string[], at: Date): Promise<TargetChange[]>;
}
