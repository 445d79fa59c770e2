import { FakeApiServer } from '../__testUtils__/FakeApiServer';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { eventually } from '../__testUtils__/eventually';
import { UndiciTransport } from '../clusters/UndiciTransport';
import type { KindHealth } from './kindHealth';
import { probe } from './probe';
import type { SignOfLife } from './probe';

describe('probe', () => {
  it('tells an answer of any kind from none, and breaks off dead connections', async () => {
    const server = await FakeApiServer.start();
    const transport = new UndiciTransport({
      cluster: 'east',
      endpoint: async () => ({ url: server.url, ca: undefined, verify: true }),
      credential: async () => ({ type: 'anonymous' }),
    });
    const close = jest.spyOn(transport, 'close');
    const reports: KindHealth['is'][] = [];
    const stop = new AbortController();
    const running = probe(
      transport,
      new JumpingClock(),
      ({ health }) => reports.push(health.is),
      stop.signal,
    );
    await eventually(() => expect(reports).toContain('live'));
    expect(server.requests[0].path).toBe('/version');
    expect(close).not.toHaveBeenCalled();
    const { port } = server;
    await server.stop();
    await eventually(() => expect(reports.at(-1)).toBe('failed'));
    expect(close).toHaveBeenCalled();
    await server.listen(port);
    await eventually(() => expect(reports.at(-1)).toBe('live'));
    stop.abort();
    await running;
    await transport.close();
    await server.stop();
  });

  it.each([
    [0, /^$/],
    [59_000, /^$/],
    [600_000, /^Its clock is 10 min ahead of the portal's/],
    [-150_000, /^Its clock is 3 min behind the portal's/],
  ])('tells a clock that is %d ms ahead', async (aheadMs, told) => {
    const now = new Date('2026-01-02T03:00:00Z');
    const stop = new AbortController();
    const signs: SignOfLife[] = [];
    await probe(
      {
        send: async () => ({
          status: 200,
          headers: {
            date: new Date(now.getTime() + aheadMs).toUTCString(),
          },
          body: Object.assign((async function* nothing() {})(), {
            destroy: () => {},
          }),
        }),
        close: async () => {},
      },
      {
        now: () => now,
        random: () => 0,
        sleep: async () => stop.abort(),
      },
      sign => signs.push(sign),
      stop.signal,
    );
    expect(signs).toEqual([
      {
        health: { is: 'live' },
        clock: expect.stringMatching(told),
      },
    ]);
  });
});
