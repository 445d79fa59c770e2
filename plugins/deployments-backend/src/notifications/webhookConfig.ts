import { createHash } from 'node:crypto';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { NOTICE_KINDS } from './Notice';
import type { NoticeKind } from './Notice';

/** One entry of `deployments.notifications.webhooks`. @internal */
export interface WebhookConfig {
  /** Stays the same when entries are added or moved. */
  id: string;
  url: URL;
  secret: string;
  events: NoticeKind[];
}

const SHORTEST_SECRET = 16;

const isKind = (text: string): text is NoticeKind =>
  NOTICE_KINDS.some(kind => kind === text);

/**
 * @throws InputError that names the key, never its value.
 * @internal
 */
export function readWebhookConfigs(config: Config): WebhookConfig[] {
  const key = 'deployments.notifications.webhooks';
  const webhooks = (config.getOptionalConfigArray(key) ?? []).map(
    (entry, index): WebhookConfig => {
      const at = `${key}[${index}]`;
      const url = URL.parse(entry.getString('url'));
      if (!url || !['http:', 'https:'].includes(url.protocol)) {
        throw new InputError(`${at}.url must be an http or https address`);
      }
      const secret = entry.getString('secret');
      if (secret.length < SHORTEST_SECRET) {
        throw new InputError(
          `${at}.secret must have at least ${SHORTEST_SECRET} characters`,
        );
      }
      const events = entry.getOptionalStringArray('events') ?? [
        ...NOTICE_KINDS,
      ];
      if (!events.every(isKind)) {
        throw new InputError(
          `${at}.events may name ${NOTICE_KINDS.join(', ')} only`,
        );
      }
      const digest = createHash('sha256').update(url.href).digest('hex');
      return { id: `webhook:${digest.slice(0, 32)}`, url, secret, events };
    },
  );
  if (new Set(webhooks.map(({ id }) => id)).size < webhooks.length) {
    throw new InputError(`${key} names an address twice; join their events`);
  }
  return webhooks;
}
