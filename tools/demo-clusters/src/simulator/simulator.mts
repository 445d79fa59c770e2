import type { Clock } from '../clock/clock.mts';
import type { Change } from '../store/changeLog.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import { RESOURCES } from '../store/resourceType.mts';
import { advanceRun } from './analysisController.mts';
import { isCompleted, type AnalysisRun } from './analysisTypes.mts';
import { EventRecorder } from './eventRecorder.mts';
import { faultOf } from './podTemplate.mts';
import { reconcileReplicaSet } from './replicaSetController.mts';
import { reconcileRollout } from './rollout/reconcile.mts';
import { currentStep, HASH_LABEL, type Rollout } from './rollout/types.mts';
import { deadlineOf } from './rollout/scaling.mts';
import type { ReplicaSet } from './workloadTypes.mts';

/** Passes over one rollout in one tick; more would mean a loop. */
const MAX_PASSES = 12;

/** The controllers of one cluster, moved on by `tick`. */
export class Simulator {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #cluster: string;
  readonly #events: EventRecorder;
  readonly #log: (line: string) => void;
  /** Keys of rollouts that something may still happen to. */
  readonly #active = new Map<string, { namespace?: string; name: string }>();
  #sequence = 0;

  /**
   * @param store - the objects; every rollout created in it is taken care of
   * @param clock - decides what is due at a tick
   * @param cluster - name of the cluster, for node names
   * @param log - takes one line for each rollout that fails to go on
   */
  constructor(
    store: ObjectStore,
    clock: Clock,
    cluster: string,
    log: (line: string) => void,
  ) {
    this.#log = log;
    this.#store = store;
    this.#clock = clock;
    this.#cluster = cluster;
    this.#events = new EventRecorder(store, clock);
    store.subscribe(change => this.#notice(change));
  }

  /** Rollouts that the next tick will look at. */
  get activeCount(): number {
    return this.#active.size;
  }

  /** Stops looking at rollouts until something is written to them. */
  rest(): void {
    this.#active.clear();
  }

  /** Does everything that is due now. */
  tick(): void {
    for (const [key, { namespace, name }] of [...this.#active]) {
      let busy = false;
      try {
        busy = this.#settle(namespace, name);
      } catch (error) {
        // One rollout that cannot be carried on must not stop the others.
        this.#log(
          `${this.#cluster}: rollout ${name} stands still: ${String(error)}`,
        );
      }
      if (!busy) {
        this.#active.delete(key);
      }
    }
  }

  #notice({ type, object, deleted }: Change): void {
    if (type === RESOURCES.rollouts) {
      const { namespace, name, uid } = object.metadata;
      if (deleted) {
        this.#active.delete(uid);
      } else {
        this.#active.set(uid, { namespace, name });
      }
    }
  }

  /** Repeats passes until nothing changes; true while time will change more. */
  #settle(namespace: string | undefined, name: string): boolean {
    for (let count = 0; count < MAX_PASSES; count += 1) {
      const rollout = this.#store.get<Rollout>(
        RESOURCES.rollouts,
        namespace,
        name,
      );
      if (!rollout) {
        return false;
      }
      const before = this.#store.version;
      reconcileRollout(
        { store: this.#store, clock: this.#clock, events: this.#events },
        rollout,
      );
      const pending = this.#reconcileOwned(rollout);
      if (this.#store.version === before) {
        return pending || this.#waitsForTime(rollout);
      }
    }
    return true;
  }

  #reconcileOwned(rollout: Rollout): boolean {
    const { uid } = rollout.metadata;
    let pending = false;
    const replicaSets = this.#store.ownedBy<ReplicaSet>(
      RESOURCES.replicaSets,
      uid,
    );
    const faulty = new Set<string>();
    for (const replicaSet of replicaSets) {
      const context = {
        store: this.#store,
        clock: this.#clock,
        cluster: this.#cluster,
        nextSequence: () => (this.#sequence += 1),
      };
      const waits = reconcileReplicaSet(context, replicaSet);
      pending = waits || deadlineOf(replicaSet) !== undefined || pending;
      if (faultOf(replicaSet.spec.template) === 'errors') {
        faulty.add(replicaSet.metadata.labels?.[HASH_LABEL] ?? '');
      }
    }
    const runs = this.#store.ownedBy<AnalysisRun>(RESOURCES.analysisRuns, uid);
    for (const run of runs.filter(item => !isCompleted(item))) {
      const bad = faulty.has(run.metadata.labels?.[HASH_LABEL] ?? '');
      const now = this.#clock.now();
      this.#store.replace(RESOURCES.analysisRuns, advanceRun(run, bad, now));
      pending = true;
    }
    return pending;
  }

  #waitsForTime({ spec, status }: Rollout): boolean {
    const step = currentStep({ spec, status } as Rollout);
    const timed =
      step?.pause?.duration !== undefined ||
      (spec.strategy.blueGreen?.autoPromotionSeconds ?? 0) > 0;
    return (
      status?.phase === 'Progressing' ||
      (status?.phase === 'Paused' && timed) ||
      (spec.restartAt !== undefined && spec.restartAt !== status?.restartedAt)
    );
  }
}
