import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Sends JSON with an ETag that hashes it, or 304 when the caller has it
 * already. Compares by itself: browsers send `Cache-Control: no-cache` along
 * with an `If-None-Match` that a script has set, and Express takes that as a
 * wish for a full answer.
 *
 * @internal
 */
export function sendWithEtag(
  request: Request,
  response: Response,
  body: unknown,
): void {
  const text = JSON.stringify(body);
  const digest = createHash('sha256').update(text).digest('hex');
  const etag = `W/"${digest.slice(0, 32)}"`;
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
  response.type('application/json').send(text);
}
