import type { Request, Response } from 'express';
import { versionOf } from '../store/targetId';

/**
 * Sends JSON with an ETag that hashes it; see `sendTagged`.
 *
 * @internal
 */
export function sendWithEtag(
  request: Request,
  response: Response,
  body: unknown,
): void {
  const text = JSON.stringify(body);
  sendTagged(request, response, text, () => text);
}

/**
 * Sends JSON, or 304 when the caller has it already. Compares by itself:
 * browsers send `Cache-Control: no-cache` along with an `If-None-Match` that
 * a script has set, and Express takes that as a wish for a full answer.
 *
 * @param identity - differs whenever the body does
 * @param body - JSON; made only when it is sent
 * @internal
 */
export function sendTagged(
  request: Request,
  response: Response,
  identity: string,
  body: () => string,
): void {
  const etag = `W/"${versionOf(identity).slice(0, 32)}"`;
  response.set('ETag', etag);
  response.set('Cache-Control', 'private, no-cache');
  const known = request
    .header('if-none-match')
    ?.split(',')
    .map(tag => tag.trim());
  if (known?.includes(etag)) {
    response.status(304).end();
    return;
  }
  response.type('application/json').send(body());
}
