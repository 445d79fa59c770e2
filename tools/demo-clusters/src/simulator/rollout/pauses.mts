import { kubeTime } from '../../clock/clock.mts';
import type { PauseCondition, Rollout, RolloutStatus } from './types.mts';

type Reason = PauseCondition['reason'];

/** The pause of a reason that the rollout's status holds. */
export function pauseOf(
  rollout: Rollout,
  reason: Reason,
): PauseCondition | undefined {
  return rollout.status?.pauseConditions?.find(
    pause => pause.reason === reason,
  );
}

/** Pauses and aborts decided on during one pass, written at its end. */
export class PauseChanges {
  readonly #rollout: Rollout;
  readonly #added = new Set<Reason>();
  readonly #removed = new Set<Reason>();
  #cleared = false;
  #abort: 'keep' | 'add' | 'remove' = 'keep';
  #abortMessage = '';

  constructor(rollout: Rollout) {
    this.#rollout = rollout;
  }

  get abortMessage(): string {
    return this.#abortMessage;
  }

  /** True when this pass pauses the rollout. */
  get adds(): boolean {
    return this.#added.size > 0;
  }

  get aborted(): boolean {
    return this.#abort === 'keep'
      ? this.#rollout.status?.abort === true
      : this.#abort === 'add';
  }

  add(reason: Reason): void {
    this.#added.add(reason);
  }

  remove(reason: Reason): void {
    this.#removed.add(reason);
  }

  clear(): void {
    this.#cleared = true;
  }

  addAbort(message: string): void {
    this.#abort = 'add';
    this.#abortMessage = message;
  }

  removeAbort(): void {
    this.#abort = 'remove';
  }

  /** Writes the outcome into a status that holds none of these fields yet. */
  applyTo(status: RolloutStatus, now: number): void {
    const before = this.#rollout.status;
    delete status.abort;
    delete status.abortedAt;
    delete status.controllerPause;
    delete status.pauseConditions;
    if (this.aborted) {
      status.abort = true;
      status.abortedAt = before?.abortedAt ?? kubeTime(now);
      return;
    }
    if (this.#cleared) {
      return;
    }
    const held = before?.pauseConditions ?? [];
    const kept = held.filter(({ reason }) => !this.#removed.has(reason));
    const added = [...this.#added]
      .filter(reason => !held.some(pause => pause.reason === reason))
      .map(reason => ({ reason, startTime: kubeTime(now) }));
    const pauses = [...kept, ...added];
    if (pauses.length > 0) {
      status.pauseConditions = pauses;
      // A person who unpauses leaves controllerPause set: that is the sign.
      if (added.length > 0 || before?.controllerPause) {
        status.controllerPause = true;
      }
    }
  }
}
