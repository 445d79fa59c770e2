import type { Notice } from '../notifications/Notice';

/**
 * A notice that one replica has taken on to send through one channel.
 *
 * @internal
 */
export interface ClaimedNotice {
  id: number;
  targetId: string;
  subject: string;
  notice: Notice;
  /** How often it was tried without success. */
  attempts: number;
  /** Epoch, ms, when it was claimed. */
  dueAt: number;
}

/**
 * The outbox, as its senders see it.
 *
 * @internal
 */
export interface NoticeStore {
  /**
   * The next notice that is due in a channel, kept from other replicas for a
   * while. Whoever takes it and dies has it sent once more by another.
   */
  claim(
    channel: string,
    times: { now: Date; ttlMs: number },
  ): Promise<ClaimedNotice | undefined>;
  sent(claimed: ClaimedNotice, at: Date): Promise<void>;
  /** @param retryAt - null to give up. */
  notSent(claimed: ClaimedNotice, retryAt: Date | null): Promise<void>;
  /** Forgets what happened before then. */
  prune(before: Date): Promise<void>;
}
