export type Upstream = { name: string; url: string };
export type Readiness = {
  ready: boolean;
  draining: boolean;
  upstreams: Record<string, 'up' | 'down'>;
};

/**
 * Ready while not draining and every upstream answers with a 2xx. Answers are
 * shared between callers and kept for `freshMs`, so that probes of every
 * replica do not add up to load on the upstream.
 */
export class ReadinessCheck {
  #draining = false;
  #last: { at: number; result: Promise<Readiness['upstreams']> } | undefined;
  readonly #upstreams: Upstream[];
  readonly #timeoutMs: number;
  readonly #freshMs: number;
  readonly #now: () => number;

  constructor(options: {
    upstreams: Upstream[];
    timeoutMs: number;
    freshMs?: number;
    now?: () => number;
  }) {
    this.#upstreams = options.upstreams;
    this.#timeoutMs = options.timeoutMs;
    this.#freshMs = options.freshMs ?? 2_000;
    this.#now = options.now ?? Date.now;
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
      this.#upstreams.map(async ({ name, url }) => {
        const up = await fetch(url, {
          signal: AbortSignal.timeout(this.#timeoutMs),
          redirect: 'error',
        }).then(
          async response => {
            await response.body?.cancel();
            return response.ok;
          },
          () => false,
        );
        return [name, up ? 'up' : 'down'] as const;
      }),
    );
    return Object.fromEntries(states);
  }
}
