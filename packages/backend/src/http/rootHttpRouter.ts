import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { followConnections } from './drain';

/** For requests that are being answered; what waits for news is cut off. */
const GRACE_MS = 5_000;

/**
 * Backstage's own, but for its end: it does not wait for connections that have
 * no end of their own.
 */
export const drainingHttpRouter = rootHttpRouterServiceFactory({
  configure({ applyDefaults, server, lifecycle }) {
    applyDefaults();
    const endConnections = followConnections(server);
    lifecycle.addShutdownHook(() => {
      // Until then the server closes by itself, as soon as nothing is open.
      const grace = new Promise<void>(resolve => {
        const timer = setTimeout(resolve, GRACE_MS);
        server.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      return endConnections(grace);
    });
  },
});
