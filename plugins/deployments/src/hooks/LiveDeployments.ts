import type { DeploymentsSnapshot } from '../api';
import { isPageVisible, onPageVisibility } from './pageVisibility';

/** Milliseconds between polls when signals do not arrive. @internal */
export const POLL_MS = 10_000;
/** Milliseconds between polls beside working signals. @internal */
export const SLOW_POLL_MS = 30_000;
/** A signal is answered within this time, at random, so that not everybody asks at once. */
const JITTER_MS = 200;

/** Within this time the backend has seen what an action has done. */
const SETTLE_MS = 1000;

/** @internal */
export interface LiveState {
  snapshot: DeploymentsSnapshot | null;
  /** Of the last request; null when it succeeded. */
  error: unknown;
  /** By our own clock, in milliseconds; null before the first answer. */
  updatedAt: number | null;
  loading: boolean;
  /** Milliseconds between polls at the moment. */
  pollMs: number;
}

/** @internal */
export interface LiveSource {
  load(signal: AbortSignal): Promise<DeploymentsSnapshot>;
  /** Null where the portal has no signals. */
  listen: ((channel: string, heard: () => void) => () => void) | null;
}

/**
 * Keeps an answer fresh: a signal makes it ask again at once, a slow poll
 * catches what signals miss, and nothing is asked while the page is hidden.
 *
 * That there is a signals API does not mean that signals arrive. So a poll
 * that finds a change which no signal announced makes the poll fast, until
 * the next signal comes.
 *
 * @internal
 */
export class LiveDeployments {
  private state: LiveState;
  private readonly listeners = new Set<() => void>();
  private readonly channels = new Map<string, () => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private request: AbortController | undefined;
  private askAgain = false;
  private heardSinceAnswer = false;
  private stopWatching: (() => void) | undefined;

  constructor(private readonly source: LiveSource) {
    this.state = {
      snapshot: null,
      error: null,
      updatedAt: null,
      loading: true,
      pollMs: source.listen ? SLOW_POLL_MS : POLL_MS,
    };
  }

  readonly get = (): LiveState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) {
      this.stopWatching = onPageVisibility(this.visibilityChanged);
      this.refresh();
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        this.stop();
      }
    };
  };

  /** Asks now; a request under way is followed by another one. */
  readonly refresh = (): void => {
    if (this.request) {
      this.askAgain = true;
      return;
    }
    clearTimeout(this.timer);
    this.ask();
  };

  /**
   * Puts a state in place that an action has answered with. The backend's own
   * picture follows by its watch, so that an answer that is on its way, or
   * that is asked for at once, could take the screen back to the old state.
   */
  readonly replace = (snapshot: DeploymentsSnapshot): void => {
    this.request?.abort();
    this.request = undefined;
    this.schedule(SETTLE_MS);
    // We know of this change: the next answer bringing it is no missed signal.
    this.heardSinceAnswer = true;
    this.set({ snapshot });
  };

  private async ask() {
    const request = new AbortController();
    this.request = request;
    this.askAgain = false;
    try {
      const snapshot = await this.source.load(request.signal);
      if (!request.signal.aborted) {
        this.answered(snapshot);
      }
    } catch (error) {
      if (!request.signal.aborted) {
        this.set({ error, loading: false });
      }
    }
    if (!request.signal.aborted) {
      this.request = undefined;
      this.schedule(this.askAgain ? 0 : this.state.pollMs);
    }
  }

  private answered(snapshot: DeploymentsSnapshot) {
    const before = this.state.snapshot;
    const missed =
      before !== null &&
      before.deployments !== snapshot.deployments &&
      !this.heardSinceAnswer;
    this.heardSinceAnswer = false;
    this.listenTo(snapshot.deployments.channels);
    this.set({
      snapshot:
        before?.deployments === snapshot.deployments &&
        before.clockOffsetMs === snapshot.clockOffsetMs
          ? before
          : snapshot,
      error: null,
      loading: false,
      updatedAt: Date.now(),
      ...(missed ? { pollMs: POLL_MS } : {}),
    });
  }

  private listenTo(channels: string[]) {
    for (const [channel, leave] of this.channels) {
      if (!channels.includes(channel)) {
        leave();
        this.channels.delete(channel);
      }
    }
    for (const channel of channels) {
      if (this.source.listen && !this.channels.has(channel)) {
        this.channels.set(channel, this.source.listen(channel, this.heard));
      }
    }
  }

  private readonly heard = () => {
    if (this.state.pollMs !== SLOW_POLL_MS) {
      this.set({ pollMs: SLOW_POLL_MS });
    }
    if (this.request) {
      // What is on its way may have been answered before the change.
      this.heardSinceAnswer = true;
      this.askAgain = true;
    } else if (!this.heardSinceAnswer) {
      this.heardSinceAnswer = true;
      this.schedule(Math.random() * JITTER_MS);
    }
  };

  private readonly visibilityChanged = () => {
    clearTimeout(this.timer);
    if (isPageVisible()) {
      this.refresh();
    }
  };

  private schedule(delay: number) {
    clearTimeout(this.timer);
    if (isPageVisible() && this.listeners.size > 0) {
      this.timer = setTimeout(this.refresh, delay);
    }
  }

  private stop() {
    clearTimeout(this.timer);
    this.stopWatching?.();
    this.request?.abort();
    this.request = undefined;
    this.channels.forEach(leave => leave());
    this.channels.clear();
  }

  private set(change: Partial<LiveState>) {
    this.state = { ...this.state, ...change };
    this.listeners.forEach(listener => listener());
  }
}
