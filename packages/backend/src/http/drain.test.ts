import { once } from 'node:events';
import { createServer, get, request } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { followConnections } from './drain';

/** A promise that the test itself fulfils. */
function later() {
  let end = () => {};
  const promise = new Promise<void>(resolve => {
    end = resolve;
  });
  return { promise, end };
}

describe('followConnections', () => {
  let server: Server;
  const grace = later();

  async function serve(listener: RequestListener) {
    server = createServer(listener);
    const endConnections = followConnections(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}`,
      close() {
        const closed = once(server, 'close');
        server.close();
        return Promise.all([closed, endConnections(grace.promise)]);
      },
    };
  }

  it('lets answers end, and cuts off streams and sockets after that', async () => {
    const answer = later();
    const { url, close } = await serve(async (req, res) => {
      res.write('begun,');
      if (req.url === '/answer') {
        await answer.promise;
        res.end('done');
      }
    });
    server.on('upgrade', (_, socket) => {
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
      );
    });
    const asked = get(`${url}/answer`);
    const [answered] = await once(asked, 'response');
    const [stream] = await once(get(`${url}/stream`), 'response');
    const upgrading = request(url, {
      headers: { connection: 'Upgrade', upgrade: 'x' },
    }).end();
    const [, socket] = await once(upgrading, 'upgrade');
    const cutOff = Promise.all([
      once(stream.resume(), 'error'),
      once(socket.resume(), 'close'),
    ]);

    const closed = close();
    answer.end();
    expect((await answered.toArray()).join('')).toBe('begun,done');
    expect([stream.destroyed, socket.destroyed]).toEqual([false, false]);

    grace.end();
    await cutOff;
    await closed;
    expect(server.listening).toBe(false);
  });
});
