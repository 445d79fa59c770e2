import { ResponseError } from '@backstage/errors';
import type {
  FleetPage,
  FleetRow,
  FleetSummary,
} from '@heal7/backstage-plugin-deployments-common';
import { mergePage } from '../model/mergePage';
import { POLL_MS, SLOW_POLL_MS } from './LiveDeployments';
import { isPageVisible, onPageVisibility } from './pageVisibility';

/** A signal is answered within this time, at random, so that not everybody asks at once. */
const JITTER_MS = 200;
/** However often signals come, no more than one refresh in this time. @internal */
export const MIN_GAP_MS = 2000;
/** Rows of a page: some screens full, so that scrolling seldom waits. @internal */
export const PAGE_ROWS = 100;

/** @internal */
export interface FleetState {
  /** Null before the first answer. */
  rows: FleetRow[] | null;
  summary: FleetSummary | null;
  /** Whether there are rows after these. */
  hasMore: boolean;
  loadingMore: boolean;
  /** Of the last request for the rows; null when it succeeded. */
  error: unknown;
  /** Of the last request for more rows. */
  moreError: unknown;
  /** Rows that would come, go or move if the table were put in order. */
  moved: ReadonlySet<string>;
  /** By our own clock, in milliseconds. */
  updatedAt: number | null;
  /** Milliseconds between polls at the moment. */
  pollMs: number;
}

/** @internal */
export interface FleetSource {
  /** How many rows are asked for at a time. */
  pageRows: number;
  page(
    at: { cursor?: string; limit: number },
    signal: AbortSignal,
  ): Promise<FleetPage>;
  summary(signal: AbortSignal): Promise<FleetSummary>;
  /** Null where the portal has no signals. */
  listen: ((channel: string, heard: () => void) => () => void) | null;
}

interface LoadedPage {
  cursor: string | undefined;
  rows: FleetRow[];
  next: string | null;
}

const isStaleCursor = (error: unknown) =>
  ResponseError.is(error) && error.statusCode === 400;

/**
 * The rows of one query, read page after page and kept fresh: a signal renews
 * the pages that are on the screen, and no others.
 *
 * Rows are renewed in their places. When the right order is another one by
 * now, that is applied only while nobody is about to point at a row; otherwise
 * it is announced, and `reload` applies it.
 *
 * @internal
 */
export class LiveFleet {
  private state: FleetState;
  private pages: LoadedPage[] = [];
  private seen = { from: 0, to: 0 };
  private held = false;
  private readonly listeners = new Set<() => void>();
  private readonly channels = new Map<string, () => void>();
  private rowChannels: string[] = [];
  private summaryChannels: string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt = Infinity;
  private lastAskedAt = -Infinity;
  private request: AbortController | undefined;
  private moreRequest: AbortController | undefined;
  private heardSinceAsked = false;
  /** Whether a signal has come since the rows were last compared. */
  private announced = false;
  private stopWatching: (() => void) | undefined;

  constructor(private readonly source: FleetSource) {
    this.state = {
      rows: null,
      summary: null,
      hasMore: false,
      loadingMore: false,
      error: null,
      moreError: null,
      moved: new Set(),
      updatedAt: null,
      pollMs: source.listen ? SLOW_POLL_MS : POLL_MS,
    };
  }

  readonly get = (): FleetState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) {
      this.stopWatching = onPageVisibility(this.visibilityChanged);
      this.reload();
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        this.stop();
      }
    };
  };

  /** Which rows are on the screen, by their index. */
  readonly see = (from: number, to: number): void => {
    this.seen = { from, to };
  };

  /** While held, no row changes its place. */
  readonly hold = (held: boolean): void => {
    this.held = held;
  };

  /** Reads everything anew, from the first page on. */
  readonly reload = (): void => {
    this.request?.abort();
    this.moreRequest?.abort();
    this.moreRequest = undefined;
    this.ask(async signal => {
      const page = await this.source.page(
        { limit: this.source.pageRows },
        signal,
      );
      return () => this.startWith(page);
    });
  };

  /** Reads the next page, unless that is under way or there is none. */
  readonly loadMore = async (): Promise<void> => {
    const cursor = this.pages[this.pages.length - 1]?.next;
    if (!cursor || this.moreRequest) {
      return;
    }
    const request = new AbortController();
    this.moreRequest = request;
    this.set({ loadingMore: true, moreError: null });
    try {
      const page = await this.source.page(
        { cursor, limit: this.source.pageRows },
        request.signal,
      );
      if (request.signal.aborted) {
        return;
      }
      // What has moved since may be on an earlier page as well.
      const known = new Set(this.state.rows?.map(({ id }) => id));
      this.pages.push({
        cursor,
        rows: page.items.filter(({ id }) => !known.has(id)),
        next: page.nextCursor,
      });
      this.moreRequest = undefined;
      this.showPages({ loadingMore: false });
    } catch (error) {
      if (!request.signal.aborted) {
        this.moreRequest = undefined;
        this.set({ loadingMore: false, moreError: error });
      }
    }
  };

  private readonly refreshSeen = (): void => {
    if (this.pages.length === 0) {
      this.reload();
      return;
    }
    this.ask(async signal => {
      const shown = this.pagesSeen();
      try {
        const answers = await Promise.all(
          shown.map(async page => ({
            page,
            answer: await this.source.page(
              { cursor: page.cursor, limit: this.source.pageRows },
              signal,
            ),
          })),
        );
        return () => this.merge(answers);
      } catch (error) {
        if (!isStaleCursor(error)) {
          throw error;
        }
        const first = await this.source.page(
          { limit: this.source.pageRows },
          signal,
        );
        return () => this.startWith(first);
      }
    });
  };

  /** One request for rows at a time, with the counts beside it. */
  private async ask(
    load: (signal: AbortSignal) => Promise<() => void>,
  ): Promise<void> {
    const request = new AbortController();
    this.request = request;
    this.heardSinceAsked = false;
    this.lastAskedAt = Date.now();
    this.cancelTimer();
    this.renewSummary(request.signal);
    try {
      const apply = await load(request.signal);
      if (request.signal.aborted) {
        return;
      }
      apply();
      this.set({ error: null, updatedAt: Date.now() });
    } catch (error) {
      if (request.signal.aborted) {
        return;
      }
      this.set({ error });
    }
    this.request = undefined;
    this.schedule(this.heardSinceAsked ? this.gap() : this.state.pollMs);
  }

  private async renewSummary(signal: AbortSignal): Promise<void> {
    try {
      const summary = await this.source.summary(signal);
      if (!signal.aborted) {
        this.summaryChannels = summary.channels;
        this.listen();
        this.set({ summary });
      }
    } catch {
      // The rows tell what is wrong; counts of before are better than none.
    }
  }

  private startWith(page: FleetPage): void {
    this.pages = [
      { cursor: undefined, rows: page.items, next: page.nextCursor },
    ];
    this.rowChannels = page.channels;
    this.listen();
    this.showPages({ moved: new Set(), moreError: null, loadingMore: false });
  }

  private merge(answers: { page: LoadedPage; answer: FleetPage }[]): void {
    const atTop = answers[0].page === this.pages[0];
    const merged = answers.map(({ page, answer }) => ({
      page,
      answer,
      ...mergePage(page.rows, answer.items),
    }));
    this.noticeSilence(
      merged.some(({ page, rows, moved }) => {
        const renewed = rows.some((row, i) => row !== page.rows[i]);
        return renewed || moved.length > 0;
      }),
    );
    const moved = merged.flatMap(one => one.moved);
    if (moved.length > 0 && atTop && !this.held) {
      this.moreRequest?.abort();
      this.moreRequest = undefined;
      this.startWith(answers[0].answer);
      return;
    }
    for (const { page, rows, answer } of merged) {
      page.rows = rows;
      if (page === this.pages[this.pages.length - 1]) {
        page.next = answer.nextCursor;
      }
    }
    this.rowChannels = answers[0].answer.channels;
    this.listen();
    this.showPages(
      moved.length > 0
        ? { moved: new Set([...this.state.moved, ...moved]) }
        : {},
    );
  }

  /** A change that no signal announced: signals do not arrive. */
  private noticeSilence(changed: boolean): void {
    if (changed && !this.announced && this.state.pollMs !== POLL_MS) {
      this.set({ pollMs: POLL_MS });
    }
    this.announced = false;
  }

  private pagesSeen(): LoadedPage[] {
    let index = 0;
    const seen = this.pages.filter(page => {
      const from = index;
      index += page.rows.length;
      return from <= this.seen.to && index > this.seen.from;
    });
    return seen.length > 0 ? seen : this.pages.slice(0, 1);
  }

  private showPages(change: Partial<FleetState>): void {
    this.set({
      rows: this.pages.flatMap(({ rows }) => rows),
      hasMore: this.pages[this.pages.length - 1].next !== null,
      ...change,
    });
  }

  private listen(): void {
    const wanted = new Set([...this.rowChannels, ...this.summaryChannels]);
    for (const [channel, leave] of this.channels) {
      if (!wanted.has(channel)) {
        leave();
        this.channels.delete(channel);
      }
    }
    for (const channel of wanted) {
      if (this.source.listen && !this.channels.has(channel)) {
        this.channels.set(channel, this.source.listen(channel, this.heard));
      }
    }
  }

  private readonly heard = (): void => {
    this.announced = true;
    if (this.state.pollMs !== SLOW_POLL_MS) {
      this.set({ pollMs: SLOW_POLL_MS });
    }
    if (this.request) {
      // What is on its way may have been answered before the change.
      this.heardSinceAsked = true;
    } else {
      this.schedule(this.gap());
    }
  };

  private gap(): number {
    const since = Date.now() - this.lastAskedAt;
    return Math.max(0, MIN_GAP_MS - since) + Math.random() * JITTER_MS;
  }

  private readonly visibilityChanged = (): void => {
    this.cancelTimer();
    if (isPageVisible() && !this.request) {
      this.schedule(this.gap());
    }
  };

  /** An earlier appointment stays: one signal after another must not put it off. */
  private schedule(delay: number): void {
    const dueAt = Date.now() + delay;
    if (isPageVisible() && this.listeners.size > 0 && dueAt < this.dueAt) {
      this.cancelTimer();
      this.dueAt = dueAt;
      this.timer = setTimeout(this.refreshSeen, delay);
    }
  }

  private cancelTimer(): void {
    clearTimeout(this.timer);
    this.dueAt = Infinity;
  }

  private stop(): void {
    this.cancelTimer();
    this.stopWatching?.();
    this.request?.abort();
    this.request = undefined;
    this.moreRequest?.abort();
    this.moreRequest = undefined;
    this.channels.forEach(leave => leave());
    this.channels.clear();
  }

  private set(change: Partial<FleetState>): void {
    this.state = { ...this.state, ...change };
    this.listeners.forEach(listener => listener());
  }
}
