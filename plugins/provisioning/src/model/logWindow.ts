import type {
  LogLine,
  LogPage,
} from '@heal7/backstage-plugin-provisioning-common';

/**
 * The part of a log that has been read: everything after `start`, up to
 * `next`. A position within it that has no line was left out by the backend.
 *
 * @internal
 */
export interface LogWindow {
  lines: LogLine[];
  start: number;
  next: number;
  /** Whether nothing will come after `next`. */
  complete: boolean;
}

/** A line, or what stands in place of several. @internal */
export type LogRow =
  | { kind: 'line'; line: LogLine }
  /** Not read yet. */
  | { kind: 'earlier'; count: number }
  /** Left out by the backend: there is nothing to read. */
  | { kind: 'gap'; after: number; count: number };

/** Nothing read yet; reading begins after a position. @internal */
export const emptyWindow = (start: number): LogWindow => ({
  lines: [],
  start,
  next: start,
  complete: false,
});

/** With a page that was asked for after `window.next`. @internal */
export function withNext(window: LogWindow, page: LogPage): LogWindow {
  const fresh = page.lines.filter(line => line.position > window.next);
  return {
    ...window,
    lines: fresh.length === 0 ? window.lines : [...window.lines, ...fresh],
    next: Math.max(window.next, page.next),
    complete: page.complete,
  };
}

/**
 * With pages that, together, hold everything after `start` up to the window.
 *
 * @internal
 */
export function withEarlier(
  window: LogWindow,
  start: number,
  lines: LogLine[],
): LogWindow {
  const fresh = lines.filter(
    ({ position }) => position > start && position <= window.start,
  );
  return { ...window, start, lines: [...fresh, ...window.lines] };
}

/**
 * What is shown of a window. A search shows the lines that have the text.
 *
 * @internal
 */
export function logRows(window: LogWindow, search: string): LogRow[] {
  const wanted = search.trim().toLocaleLowerCase('en-US');
  if (wanted !== '') {
    return window.lines
      .filter(line => line.text.toLocaleLowerCase('en-US').includes(wanted))
      .map(line => ({ kind: 'line', line }));
  }
  const rows: LogRow[] =
    window.start > 0 ? [{ kind: 'earlier', count: window.start }] : [];
  let last = window.start;
  const gapBefore = (position: number) => {
    const count = position - last - 1;
    if (count > 0) {
      rows.push({ kind: 'gap', after: last, count });
    }
  };
  for (const line of window.lines) {
    gapBefore(line.position);
    rows.push({ kind: 'line', line });
    last = line.position;
  }
  gapBefore(window.next + 1);
  return rows;
}

/** The log as a file has it. @internal */
export const logText = (lines: LogLine[]): string =>
  lines
    .map(
      ({ at, level, text }) => `${at} ${level.toUpperCase().padEnd(5)} ${text}`,
    )
    .map(line => `${line}\n`)
    .join('');
