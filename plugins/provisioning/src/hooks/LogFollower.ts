import type {
  LogLine,
  LogPage,
} from '@heal7/backstage-plugin-provisioning-common';
import { failureOf } from '../api';
import type { Failure, LogQuery } from '../api';
import { emptyWindow, withEarlier, withNext } from '../model/logWindow';
import type { LogWindow } from '../model/logWindow';

/** Lines that are read at once. @internal */
export const PAGE_LINES = 1000;

/** @internal */
export interface LogState {
  window: LogWindow;
  loading: boolean;
  /** Of the last reading; null when it succeeded. */
  failure: Failure | null;
}

/**
 * Reads a log on, page by page, whenever it is told that there may be more.
 *
 * @internal
 */
export class LogFollower {
  private state: LogState;
  private readonly listeners = new Set<() => void>();
  private readonly end = new AbortController();
  private reading = false;
  private askAgain = false;

  /** @param start - position after which reading begins. */
  constructor(
    private readonly read: (
      query: LogQuery,
      signal: AbortSignal,
    ) => Promise<LogPage>,
    start: number,
  ) {
    this.state = { window: emptyWindow(start), loading: false, failure: null };
  }

  readonly get = (): LogState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reads everything that there is by now. */
  readonly readOn = (): void => {
    if (this.reading) {
      this.askAgain = true;
      return;
    }
    this.work(async () => {
      let { window } = this.state;
      do {
        this.askAgain = false;
        const before = window.next;
        const page = await this.read(
          { after: before, limit: PAGE_LINES },
          this.end.signal,
        );
        window = withNext(window, page);
        this.set({ window });
        if (window.next > before && !window.complete) {
          this.askAgain = true;
        }
      } while (this.askAgain && !this.end.signal.aborted);
    });
  };

  /** Reads what comes before the window, as much as a screen of it needs. */
  readonly readEarlier = (): void => {
    const { start } = this.state.window;
    if (this.reading || start === 0) {
      return;
    }
    const from = Math.max(0, start - PAGE_LINES);
    this.work(async () => {
      const lines: LogLine[] = [];
      let next = from;
      // A backend may give out smaller pages than were asked for.
      while (next < start) {
        const page = await this.read(
          { after: next, limit: start - next },
          this.end.signal,
        );
        lines.push(...page.lines);
        if (page.next <= next) {
          break;
        }
        next = page.next;
      }
      this.set({ window: withEarlier(this.state.window, from, lines) });
    });
  };

  /** Nothing is read any more. */
  stop(): void {
    this.end.abort();
    this.listeners.clear();
  }

  private async work(reading: () => Promise<void>) {
    this.reading = true;
    this.set({ loading: true });
    let failure: Failure | null = null;
    try {
      await reading();
    } catch (error) {
      failure = failureOf(error);
    }
    this.reading = false;
    if (this.end.signal.aborted) {
      return;
    }
    this.set({ loading: false, failure });
    if (this.askAgain && !failure) {
      this.readOn();
    }
  }

  private set(change: Partial<LogState>) {
    if (!this.end.signal.aborted) {
      this.state = { ...this.state, ...change };
      this.listeners.forEach(listener => listener());
    }
  }
}
