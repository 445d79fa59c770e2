import { FakeApiServer } from '../__testUtils__/FakeApiServer';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { eventually } from '../__testUtils__/eventually';
import { UndiciTransport } from '../clusters/UndiciTransport';
import type { KindHealth } from './kindHealth';
import { probe } from './probe';

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
      ({ is }) => reports.push(is),
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
});
