import { randomUUID } from 'node:crypto';
import type { Wakeup } from '../runs/RunService';
import type { RunRow } from '../store/rows';
import { RunLeases } from './RunLeases';
import { RunWorker } from './RunWorker';
import type { WorkerDeps } from './RunWorker';

/** How often somebody looks whether another process has left something. */
const POLL_MS = 5_000;

/**
 * The workers of this process: as many runs at once as configured, checks for
 * drift fewer.
 */
export class Workers implements Wakeup {
  readonly #working = new Map<string, RunWorker>();
  readonly #checking = new Set<string>();
  readonly #attempts = new Map<string, number>();
  readonly #leases: RunLeases;
  readonly #stopped = new AbortController();
  #awake = Promise.withResolvers<void>();
  #loop: Promise<void> | undefined;
  #done: Array<Promise<void>> = [];

  constructor(
    private readonly deps: WorkerDeps,
    private readonly slots: { runs: number; checks: number },
    /** Removes what runs have left that ended without a worker. */
    private readonly tidy: () => Promise<void>,
  ) {
    this.#leases = new RunLeases(deps.knex, deps.clock, randomUUID());
  }

  start(): void {
    this.#loop ??= this.run();
  }

  /**
   * Hands everything over to whoever comes next: jobs go on by themselves.
   */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.wake();
    await this.#loop;
    await Promise.all(this.#done);
  }

  wake(): void {
    this.#awake.resolve();
  }

  cancelled(runId: string): void {
    this.#working
      .get(runId)
      ?.cancel()
      .catch(error =>
        this.deps.logger.warn(`Run ${runId} was not cancelled yet: ${error}`),
      );
  }

  private async run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#awake = Promise.withResolvers<void>();
      try {
        await this.fill();
        await this.tidy();
      } catch (error) {
        this.deps.logger.warn(`The queue could not be read: ${error}`);
      }
      const slept = new AbortController();
      await Promise.race([
        this.#awake.promise,
        this.deps.clock.sleep(POLL_MS, AbortSignal.any([signal, slept.signal])),
      ]);
      slept.abort();
    }
  }

  private async fill(): Promise<void> {
    while (
      !this.#stopped.signal.aborted &&
      this.#working.size < this.slots.runs
    ) {
      const row = await this.#leases.claim(
        this.#checking.size < this.slots.checks,
      );
      if (!row) {
        return;
      }
      this.take(row);
    }
  }

  private take(row: RunRow): void {
    const attempt = (this.#attempts.get(row.id) ?? 0) + 1;
    const worker = new RunWorker(
      this.deps,
      this.#leases,
      row,
      attempt,
      this.#stopped.signal,
    );
    this.#attempts.set(row.id, attempt);
    this.#working.set(row.id, worker);
    if (row.kind === 'check') {
      this.#checking.add(row.id);
    }
    const done = worker.work().then(ended => {
      this.#working.delete(row.id);
      this.#checking.delete(row.id);
      this.#done = this.#done.filter(other => other !== done);
      if (ended) {
        this.#attempts.delete(row.id);
      }
      this.wake();
    });
    this.#done.push(done);
  }
}
