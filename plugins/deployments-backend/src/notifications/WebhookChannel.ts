import { request } from 'undici';
import type { Clock } from '../lib/Clock';
import type { ClaimedNotice } from '../store/NoticeStore';
import type { NoticeKind } from './Notice';
import type { NoticeChannel } from './NoticeSender';
import { signedHeaders } from './signature';
import type { WebhookConfig } from './webhookConfig';

const TIMEOUT_MS = 10_000;

/**
 * Posts notices to an address of the configuration, signed. Redirects are not
 * followed: they would carry the news to an address that nobody configured.
 *
 * @internal
 */
export class WebhookChannel implements NoticeChannel {
  readonly id: string;
  readonly title: string;

  constructor(
    private readonly config: WebhookConfig,
    private readonly clock: Clock,
    private readonly timeoutMs: number = TIMEOUT_MS,
  ) {
    this.id = config.id;
    // Paths and queries of such addresses are often secrets themselves.
    this.title = `the webhook at ${config.url.host}`;
  }

  wants(kind: NoticeKind): boolean {
    return this.config.events.includes(kind);
  }

  async send(claimed: ClaimedNotice, signal: AbortSignal): Promise<void> {
    const { notice } = claimed;
    const body = JSON.stringify({
      type: `rollout.${notice.kind}`,
      timestamp: notice.at,
      data: {
        target: notice.target,
        environment: notice.environment,
        rolloutId: notice.rolloutId,
        revisionHash: notice.revisionHash,
        images: notice.images,
        step: notice.step,
        message: notice.message,
      },
    });
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const status = await this.post(
      body,
      signedHeaders(
        this.config.secret,
        `notice_${claimed.id}_${Date.parse(notice.at)}`,
        now,
        body,
      ),
      signal,
    );
    if (status < 200 || status > 299) {
      throw new Error(`it answered ${status}`);
    }
  }

  private async post(
    body: string,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<number> {
    try {
      const answer = await request(this.config.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.timeoutMs)]),
      });
      // What it says is not needed, and may be endless.
      answer.body.on('error', () => undefined).destroy();
      return answer.statusCode;
    } catch (error) {
      // The message of a client may hold the address; its code does not.
      const { code, name } = error as NodeJS.ErrnoException;
      throw new Error(`no answer (${code ?? name})`);
    }
  }
}
