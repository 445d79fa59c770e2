export type Upstream = { name: string; url: string };
/** Whether something that the service cannot do without is there. */
export type Check = () => Promise<boolean>;
export type Readiness = {
  ready: boolean;
  draining: boolean;
  upstreams: Record<string, 'up' | 'down'>;
};

/** Whether an address answers with a 2xx, in time and without redirects. */
const answers =
  (url: string, timeoutMs: number): Check =>
  () =>
    fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    }).then(async response => {
      await response.body?.cancel();
      return response.ok;
    });

/**
 * Ready while not draining, every upstream answers with a 2xx and every check of
 * the service's own says yes; a check that throws says no. Answers are shared
 * between callers and kept for `freshMs`, so that probes of every replica do not
 * add up to load on the upstream.
 */
export class ReadinessCheck {
  #draining = false;
  #last: { at: number; result: Promise<Readiness['upstreams']> } | undefined;
  readonly #checks: Map<string, Check>;
  readonly #freshMs: number;
  readonly #now: () => number;

  constructor(options: {
    upstreams: Upstream[];
    timeoutMs: number;
    freshMs?: number;
    now?: () => number;
  }) {
    this.#checks = new Map(
      options.upstreams.map(({ name, url }) => [
        name,
        answers(url, options.timeoutMs),
      ]),
    );
    this.#freshMs = options.freshMs ?? 2_000;
    this.#now = options.now ?? Date.now;
  }

  /** Adds a check of the service's own. */
  add(name: string, check: Check): void {
    this.#checks.set(name, check);
  }

  /** From here on the answer is no, for good. */
  drain(): void {
    this.#draining = true;
  }

  get draining(): boolean {
    return this.#draining;
  }

  async check(): Promise<Readiness> {
    const now = this.#now();
    if (!this.#last || now - this.#last.at >= this.#freshMs) {
      this.#last = { at: now, result: this.#probe() };
    }
    const upstreams = await this.#last.result;
    const up = Object.values(upstreams).every(state => state === 'up');
    return {
      ready: up && !this.#draining,
      draining: this.#draining,
      upstreams,
    };
  }

  async #probe(): Promise<Readiness['upstreams']> {
    const states = await Promise.all(
      [...this.#checks].map(async ([name, check]) => {
        const up = await check().catch(() => false);
        return [name, up ? 'up' : 'down'] as const;
      }),
    );
    return Object.fromEntries(states);
  }
}
