import type { Knex } from 'knex';
import type { ClaimedNotice, NoticeStore } from './NoticeStore';

/** @internal */
export class KnexNoticeStore implements NoticeStore {
  constructor(private readonly knex: Knex) {}

  async claim(
    channel: string,
    times: { now: Date; ttlMs: number },
  ): Promise<ClaimedNotice | undefined> {
    const now = times.now.getTime();
    for (;;) {
      const row = await this.knex('notices')
        .where({ channel })
        .where('due_at', '<=', now)
        .where('claimed_until', '<=', now)
        .orderBy(['due_at', 'id'])
        .first();
      if (!row) {
        return undefined;
      }
      const { id, due_at, claimed_until } = row;
      const taken = await this.knex('notices')
        .where({ id, due_at, claimed_until })
        .update({ claimed_until: now + times.ttlMs });
      if (taken > 0) {
        return {
          id,
          targetId: row.target_id,
          subject: row.subject,
          notice: JSON.parse(row.notice),
          attempts: row.attempts,
          dueAt: Number(due_at),
        };
      }
    }
  }

  async sent(claimed: ClaimedNotice, at: Date): Promise<void> {
    await this.knex('notices')
      .where({ id: claimed.id })
      .update({
        sent_at: at.getTime(),
        claimed_until: 0,
        attempts: 0,
        due_at: this.unlessNewer(claimed, null),
      });
  }

  async notSent(claimed: ClaimedNotice, retryAt: Date | null): Promise<void> {
    await this.knex('notices')
      .where({ id: claimed.id })
      .update({
        claimed_until: 0,
        attempts: claimed.attempts + 1,
        due_at: this.unlessNewer(claimed, retryAt?.getTime() ?? null),
      });
  }

  async prune(before: Date): Promise<void> {
    await this.knex('notices')
      .where('happened_at', '<', before.toISOString())
      .delete();
  }

  /** It may have been withdrawn, or come up again, while it was sent. */
  private unlessNewer(claimed: ClaimedNotice, dueAt: number | null): Knex.Raw {
    return this.knex.raw('case when due_at = ? then ? else due_at end', [
      claimed.dueAt,
      dueAt,
    ] as Knex.RawBinding[]);
  }
}
