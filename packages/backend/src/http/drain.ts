import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Follows a server's connections, and returns how to end those that are left
 * once `grace` is over.
 *
 * A server that closes waits for all of its connections. Some never end by
 * themselves: streams of events, and WebSockets that a page opens again while
 * the server is on its way out. The event bus holds its polls for 55 seconds,
 * which is longer than Kubernetes waits before it kills.
 *
 * @internal
 */
export function followConnections(
  server: Server,
): (grace: Promise<void>) => Promise<void> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return async grace => {
    await grace;
    open.forEach(socket => socket.destroy());
  };
}
