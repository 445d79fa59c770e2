import fc from 'fast-check';
import type {
  LogLine,
  LogPage,
} from '@heal7/backstage-plugin-provisioning-common';
import {
  emptyWindow,
  logRows,
  logText,
  withEarlier,
  withNext,
} from './logWindow';

const aLine = (position: number, text = `line ${position}`): LogLine => ({
  position,
  at: '2026-11-24T01:00:00.000Z',
  step: 'apply',
  level: 'info',
  text,
  address: null,
});

/** A log of so many positions, of which some have no line. */
const anyLog = fc.integer({ min: 0, max: 60 }).chain(end =>
  fc.record({
    end: fc.constant(end),
    lines: fc
      .subarray(Array.from({ length: end }, (_, i) => i + 1))
      .map(positions => positions.map(p => aLine(p))),
  }),
);

/** The log route of a backend that has this log. */
const readPage = (
  log: { lines: LogLine[]; end: number },
  after: number,
  limit: number,
): LogPage => {
  const next = Math.min(log.end, after + limit);
  return {
    lines: log.lines.filter(
      ({ position }) => position > after && position <= next,
    ),
    next,
    complete: next === log.end,
  };
};

describe('the window on a log', () => {
  it('holds every line once and in order, however it was read', () => {
    fc.assert(
      fc.property(
        anyLog,
        fc.nat(60),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60 }),
        (log, begin, limits) => {
          const start = Math.min(begin, log.end);
          let window = emptyWindow(start);
          for (const limit of limits) {
            window = withNext(window, readPage(log, window.next, limit));
          }
          window = withEarlier(window, 0, readPage(log, 0, start).lines);
          expect(window.lines).toEqual(log.lines);
          expect(window).toMatchObject({ complete: true, next: log.end });
        },
      ),
    );
  });

  it('takes a page that arrives twice once', () => {
    const page = readPage({ lines: [aLine(1), aLine(2)], end: 2 }, 0, 10);
    const once = withNext(emptyWindow(0), page);
    expect(withNext(once, page).lines).toHaveLength(2);
  });

  it('accounts for every position: a line, left out, or not read yet', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(60), (log, begin) => {
        const start = Math.min(begin, log.end);
        const window = withNext(emptyWindow(start), readPage(log, start, 100));
        const total = logRows(window, '').reduce(
          (sum, row) => sum + (row.kind === 'line' ? 1 : row.count),
          0,
        );
        expect(total).toBe(log.end);
      }),
    );
  });

  it('has a row where lines were left out', () => {
    const window = withNext(
      emptyWindow(0),
      readPage({ lines: [aLine(1), aLine(90)], end: 92 }, 0, 100),
    );
    expect(logRows(window, '')).toEqual([
      { kind: 'line', line: aLine(1) },
      { kind: 'gap', after: 1, count: 88 },
      { kind: 'line', line: aLine(90) },
      { kind: 'gap', after: 90, count: 2 },
    ]);
  });

  it('shows what has the text that is searched for', () => {
    const window = withNext(
      emptyWindow(5),
      readPage(
        { lines: [aLine(6, 'Creating...'), aLine(9, 'Error: no')], end: 9 },
        5,
        9,
      ),
    );
    expect(logRows(window, ' error ')).toEqual([
      { kind: 'line', line: aLine(9, 'Error: no') },
    ]);
  });
});

it('writes a log as a file has it', () => {
  expect(logText([aLine(1, 'Creating...')])).toBe(
    '2026-11-24T01:00:00.000Z INFO  Creating...\n',
  );
});
