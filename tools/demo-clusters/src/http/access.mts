import type { IncomingMessage } from 'node:http';
import { ApiError } from './apiError.mts';

/** The one token that may write. */
export const ACTING_TOKEN = 'demo-acting';
/** The token that the portal's configuration reads with. */
export const VIEWER_TOKEN = 'demo-viewer';

/** Open to anyone, as on a real API server. */
const ANONYMOUS = new Set(['/version', '/healthz', '/livez', '/readyz']);

/**
 * Lets any bearer token read, and only the acting one write, so that the
 * two-credential path of a client is exercised.
 *
 * @throws ApiError `Unauthorized` or `Forbidden`
 */
export function checkAccess(request: IncomingMessage, pathname: string): void {
  if (ANONYMOUS.has(pathname)) {
    return;
  }
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '');
  if (!token) {
    throw new ApiError('Unauthorized', 'Unauthorized');
  }
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads && token[1] !== ACTING_TOKEN) {
    throw new ApiError(
      'Forbidden',
      `this token may not ${request.method} ${pathname}: ` +
        'use the acting credential',
    );
  }
}
