import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../lib/Clock';
import type { ClaimedNotice, NoticeStore } from '../store/NoticeStore';
import type { OutboxChannel } from './NoticeRecorder';

const POLL_MS = 2_000;
const CLAIM_MS = 60_000;
const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 3_600_000;

// With the waits between them, most of a day.
const ATTEMPTS = 30;

/**
 * Where notices go.
 *
 * @internal
 */
export interface NoticeChannel extends OutboxChannel {
  /** For logs; without secrets. */
  title: string;
  /**
   * May be called again with the same notice, when it is not certain that it
   * got through.
   */
  send(claimed: ClaimedNotice, signal: AbortSignal): Promise<void>;
}

/**
 * Sends what is due in one channel, one after the other, until the signal
 * aborts. Each channel has a loop of its own, so that none waits for another.
 *
 * @internal
 */
export class NoticeSender {
  constructor(
    private readonly deps: {
      channel: NoticeChannel;
      notices: NoticeStore;
      clock: Clock;
      logger: LoggerService;
    },
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const { channel, clock, logger } = this.deps;
    while (!signal.aborted) {
      try {
        let more = true;
        while (more && !signal.aborted) {
          more = await this.sendNext(signal);
        }
      } catch (error) {
        logger.error(
          `Could not read what is to be told through ${channel.title}; trying again`,
          error as Error,
        );
      }
      await clock.sleep(POLL_MS * (0.8 + clock.random() * 0.4), signal);
    }
  }

  /** @returns whether it is worth trying the next one at once. */
  async sendNext(signal: AbortSignal): Promise<boolean> {
    const { channel, notices, clock } = this.deps;
    const claimed = await notices.claim(channel.id, {
      now: clock.now(),
      ttlMs: CLAIM_MS,
    });
    if (!claimed) {
      return false;
    }
    try {
      await channel.send(claimed, signal);
    } catch (error) {
      await this.failed(claimed, error as Error);
      return false;
    }
    await notices.sent(claimed, clock.now());
    return true;
  }

  private async failed(claimed: ClaimedNotice, error: Error): Promise<void> {
    const { channel, notices, clock, logger } = this.deps;
    const { namespace, name, cluster } = claimed.notice.target;
    const what = `'${claimed.notice.kind}' of ${namespace}/${name} in cluster '${cluster}'`;
    if (claimed.attempts + 1 >= ATTEMPTS) {
      logger.error(
        `Gave up telling ${what} through ${channel.title} after ${ATTEMPTS} attempts: ${error.message}`,
      );
      await notices.notSent(claimed, null);
      return;
    }
    const wait = Math.min(
      FIRST_RETRY_MS * 2 ** claimed.attempts,
      LONGEST_RETRY_MS,
    );
    logger.warn(
      `Could not tell ${what} through ${channel.title}; trying again in ${
        wait / 1000
      } seconds: ${error.message}`,
    );
    await notices.notSent(claimed, new Date(clock.now().getTime() + wait));
  }
}
