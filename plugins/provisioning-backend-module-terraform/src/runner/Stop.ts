/** Why a job is to end before it is done. */
export type StopReason =
  /** Somebody wants it to. */
  | 'cancelled'
  /** The machine does. */
  | 'terminated'
  | 'timeout'
  | 'memory';

/** Asks the engine to end; the first reason counts. */
export class Stop {
  readonly #controller = new AbortController();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get reason(): StopReason | null {
    return this.signal.aborted ? (this.signal.reason as StopReason) : null;
  }

  request(reason: StopReason): void {
    this.#controller.abort(reason);
  }
}
