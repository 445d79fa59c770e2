import type { FleetRow } from '@heal7/backstage-plugin-deployments-common';
import { aFleet, fleetPage, fleetSummary } from '../../dev/fleet';
import { aRefusal } from '../__testUtils__/renderInPortal';
import { setPageVisibility } from '../__testUtils__/visibility';
import { LiveFleet, MIN_GAP_MS } from './LiveFleet';
import { POLL_MS, SLOW_POLL_MS } from './LiveDeployments';

const ROWS = 10;
const mapped = (size: number) =>
  aFleet(size).filter(row => row.entities.length > 0);

/** A fleet whose backend can be changed, with pages of ten rows. */
function start(rows: FleetRow[] = mapped(35)) {
  const backend = { rows };
  const signals = new Map<string, () => void>();
  const page = jest.fn(async (at: { cursor?: string; limit: number }) =>
    fleetPage(backend.rows, { ...at, sort: 'name' }),
  );
  const summary = jest.fn(async () => fleetSummary(backend.rows, {}));
  const live = new LiveFleet({
    pageRows: ROWS,
    page,
    summary,
    listen: (channel, heard) => {
      signals.set(channel, heard);
      return () => signals.delete(channel);
    },
  });
  const leave = live.subscribe(() => {});
  const change = (id: string, part: Partial<FleetRow>) => {
    backend.rows = backend.rows.map(row =>
      row.id === id ? { ...row, ...part } : row,
    );
  };
  return { live, backend, page, summary, signals, change, leave };
}

const settle = (ms = 0) => jest.advanceTimersByTimeAsync(ms);
const ids = (live: LiveFleet) => live.get().rows!.map(({ id }) => id);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('LiveFleet', () => {
  it('reads page after page, and not beyond the last', async () => {
    const { live, page } = start(mapped(25));
    await settle();
    expect(live.get().rows).toHaveLength(10);
    await live.loadMore();
    await live.loadMore();
    expect(live.get().rows).toHaveLength(25);
    expect(live.get().hasMore).toBe(false);
    await live.loadMore();
    expect(page).toHaveBeenCalledTimes(3);
  });

  it('asks for a page once, however often it is wanted', async () => {
    const { live, page } = start();
    await settle();
    await Promise.all([live.loadMore(), live.loadMore()]);
    expect(page).toHaveBeenCalledTimes(2);
  });

  it('answers any number of signals with one refresh of what is seen', async () => {
    const { live, page, signals } = start();
    await settle();
    await live.loadMore();
    await live.loadMore();
    live.see(12, 18);
    page.mockClear();
    await settle(MIN_GAP_MS);
    for (let i = 0; i < 50; i++) {
      signals.get('deployments:dev')!();
    }
    await settle(500);
    expect(page.mock.calls.map(([at]) => at.cursor)).toEqual(['10']);
  });

  it('keeps a distance between refreshes while changes keep coming', async () => {
    const { page, signals } = start();
    await settle(MIN_GAP_MS);
    page.mockClear();
    for (let i = 0; i < 100; i++) {
      signals.get('deployments:dev')!();
      await settle(100);
    }
    const most = 10_000 / MIN_GAP_MS + 1;
    expect(page.mock.calls.length).toBeGreaterThan(2);
    expect(page.mock.calls.length).toBeLessThanOrEqual(most);
  });

  it('renews rows in their places', async () => {
    const { live, signals, change } = start();
    await settle(MIN_GAP_MS);
    const before = ids(live);
    change(before[3], { phase: 'degraded' });
    signals.get('deployments:dev')!();
    await settle(500);
    expect(ids(live)).toEqual(before);
    expect(live.get().rows![3].phase).toBe('degraded');
    expect(live.get().moved.size).toBe(0);
  });

  it('does not move a row while somebody points at the table', async () => {
    const { live, signals, backend } = start();
    await settle(MIN_GAP_MS);
    const before = ids(live);
    live.hold(true);
    backend.rows = backend.rows.filter(({ id }) => id !== before[0]);
    signals.get('deployments:dev')!();
    await settle(500);
    expect(ids(live)).toEqual(before);
    expect(live.get().moved).toContain(before[0]);

    live.reload();
    await settle();
    expect(ids(live)).not.toContain(before[0]);
    expect(live.get().moved.size).toBe(0);
  });

  it('shows the new order by itself when nobody does', async () => {
    const { live, signals, backend } = start();
    await settle(MIN_GAP_MS);
    const [first] = ids(live);
    backend.rows = backend.rows.filter(({ id }) => id !== first);
    signals.get('deployments:dev')!();
    await settle(500);
    expect(ids(live)).not.toContain(first);
  });

  it('keeps the rows when a refresh fails, and recovers', async () => {
    const { live, page } = start();
    await settle();
    page.mockRejectedValueOnce(aRefusal(500, 'down'));
    await settle(SLOW_POLL_MS);
    expect(live.get().error).toBeTruthy();
    expect(live.get().rows).toHaveLength(10);
    await settle(SLOW_POLL_MS);
    expect(live.get().error).toBeNull();
  });

  it('begins again when the backend no longer knows a cursor', async () => {
    const { live, page } = start();
    await settle();
    await live.loadMore();
    live.see(12, 18);
    page.mockRejectedValueOnce(aRefusal(400, 'unknown cursor'));
    await settle(SLOW_POLL_MS);
    expect(live.get().rows).toHaveLength(10);
    expect(live.get().error).toBeNull();
  });

  it('polls faster once a change came that no signal announced', async () => {
    const { live, change } = start();
    await settle();
    change(ids(live)[0], { phase: 'unknown' });
    await settle(SLOW_POLL_MS);
    expect(live.get().pollMs).toBe(POLL_MS);
  });

  it('asks nothing while the page is hidden, and leaves its channels', async () => {
    const { page, signals, leave } = start();
    await settle();
    setPageVisibility('hidden');
    page.mockClear();
    await settle(5 * SLOW_POLL_MS);
    expect(page).not.toHaveBeenCalled();
    setPageVisibility('visible');
    await settle(MIN_GAP_MS + 500);
    expect(page).toHaveBeenCalledTimes(1);
    leave();
    expect(signals.size).toBe(0);
  });
});
