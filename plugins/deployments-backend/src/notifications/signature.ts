import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret of the standard's own form is base64 after its prefix. */
const keyOf = (secret: string) =>
  secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');

/**
 * The headers of Standard Webhooks (https://www.standardwebhooks.com): a
 * receiver that checks the signature, refuses timestamps that are minutes off
 * and remembers ids for as long, cannot be fed a message again.
 *
 * @param id - the same for each attempt to deliver the same news
 * @param timestamp - seconds since the epoch, of this attempt
 * @internal
 */
export function signedHeaders(
  secret: string,
  id: string,
  timestamp: number,
  body: string,
): Record<string, string> {
  const signature = createHmac('sha256', keyOf(secret))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
