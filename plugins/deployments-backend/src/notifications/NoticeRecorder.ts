import type { Knex } from 'knex';
import type { Happening, HistoryListener } from '../history/HistoryRecorder';
import type { Notice, NoticeKind } from './Notice';
import { noticesOf } from './noticesOf';

/**
 * How long after one notice of trouble, or of its end, the same news is not
 * told again. It is kept until then, and told if it still holds.
 */
const QUIET_MS = 3_600_000;

/** These come and go; the others happen once to a rollout. */
const RECURRING: NoticeKind[] = ['degraded', 'recovered'];

/** A channel as the outbox knows it. @internal */
export interface OutboxChannel {
  id: string;
  wants(kind: NoticeKind): boolean;
}

interface NoticeRow {
  id: number;
  subject: string;
  kind: NoticeKind;
  occasion: string;
  channel: string;
  due_at: number | string | null;
  sent_at: number | string | null;
  claimed_until: number | string;
}

const time = (value: number | string | null) =>
  value === null ? null : Number(value);

/**
 * Puts notices into the outbox, in the transaction of what they are about, one
 * row for each channel. What was told before stays there, so that it is told
 * once: by whichever replica, and over restarts.
 *
 * @internal
 */
export class NoticeRecorder implements HistoryListener {
  constructor(
    private readonly deps: {
      channels: OutboxChannel[];
      environmentOf: (cluster: string) => string | null;
    },
  ) {}

  async happened(
    tx: Knex.Transaction,
    happenings: Happening[],
    at: Date,
  ): Promise<void> {
    for (const happening of happenings) {
      const state = happening.after ?? happening.before;
      const changes = noticesOf(happening, {
        at,
        environment: state ? this.deps.environmentOf(state.cluster) : null,
      });
      if (changes.length === 0) {
        continue;
      }
      const known: NoticeRow[] = await tx('notices')
        .where({ target_id: happening.id })
        .select(
          'id',
          'subject',
          'kind',
          'occasion',
          'channel',
          'due_at',
          'sent_at',
          'claimed_until',
        );
      for (const change of changes) {
        if (change.change === 'withdraw') {
          await withdraw(tx, known, change.kinds);
        } else {
          for (const channel of this.deps.channels) {
            if (channel.wants(change.notice.kind)) {
              await this.tell(tx, happening.id, known, channel.id, change, at);
            }
          }
        }
      }
    }
  }

  private async tell(
    tx: Knex.Transaction,
    targetId: string,
    known: NoticeRow[],
    channel: string,
    change: {
      subject: string;
      occasion: string;
      settleMs: number;
      notice: Notice;
    },
    at: Date,
  ): Promise<void> {
    const { subject, occasion, notice } = change;
    const inChannel = known.filter(row => row.channel === channel);
    if (notice.kind === 'recovered' && !isOwed(inChannel, at)) {
      return;
    }
    const row = inChannel.find(
      one =>
        one.subject === subject &&
        one.kind === notice.kind &&
        one.occasion === occasion,
    );
    const due = at.getTime() + change.settleMs;
    const news = { notice: JSON.stringify(notice), happened_at: notice.at };
    if (!row) {
      await tx('notices').insert({
        target_id: targetId,
        subject,
        kind: notice.kind,
        occasion,
        channel,
        ...news,
        due_at: due,
        sent_at: null,
        attempts: 0,
        claimed_until: 0,
      });
      return;
    }
    const sentAt = time(row.sent_at);
    if (sentAt !== null && !RECURRING.includes(notice.kind)) {
      return;
    }
    const quietUntil = sentAt === null ? 0 : sentAt + QUIET_MS;
    await tx('notices')
      .where({ id: row.id })
      .update({
        ...news,
        due_at: time(row.due_at) ?? Math.max(due, quietUntil),
        attempts: 0,
      });
  }
}

async function withdraw(
  tx: Knex.Transaction,
  known: NoticeRow[],
  kinds: NoticeKind[],
): Promise<void> {
  const ids = known
    .filter(row => kinds.includes(row.kind) && row.due_at !== null)
    .map(({ id }) => id);
  if (ids.length > 0) {
    await tx('notices').whereIn('id', ids).update({ due_at: null });
  }
}

/**
 * Whether whoever reads a channel believes that something is wrong: what was
 * not told needs no end.
 */
function isOwed(inChannel: NoticeRow[], at: Date): boolean {
  const lastTold = (kinds: NoticeKind[]) =>
    Math.max(
      0,
      ...inChannel
        .filter(({ kind }) => kinds.includes(kind))
        .map(row => {
          const beingSent = Number(row.claimed_until) > at.getTime();
          const certain = row.kind === 'failed' && row.due_at !== null;
          return beingSent || certain ? at.getTime() : time(row.sent_at) ?? 0;
        }),
    );
  return lastTold(['failed', 'degraded']) > lastTold(['recovered']);
}
