import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { looking } from '../__testUtils__/rolloutStates';
import type { Look } from '../__testUtils__/rolloutStates';
import { testDatabase } from '../__testUtils__/testStore';
import { HistoryRecorder } from '../history/HistoryRecorder';
import { KnexLeaseStore } from '../store/KnexLeaseStore';
import { KnexNoticeStore } from '../store/KnexNoticeStore';
import { KnexTargetStore } from '../store/KnexTargetStore';
import type { NoticeKind } from './Notice';
import { NoticeRecorder } from './NoticeRecorder';
import { NoticeSender } from './NoticeSender';
import type { NoticeChannel } from './NoticeSender';

jest.setTimeout(60_000);

const databases = TestDatabases.create();
const MINUTE = 60_000;

const good: Look = {};
const bad: Look = { phase: 'degraded' };
const failed: Look = { newest: 'b', phase: 'degraded', aborted: true };

describe.each(databases.eachSupportedId())('outbox on %s', id => {
  async function open() {
    const knex = await testDatabase(databases, id);
    const clock = new JumpingClock();
    const lease = (await new KnexLeaseStore(knex).acquire('east', 'one', {
      now: clock.now(),
      ttlMs: 15_000,
    }))!;
    const notices = new KnexNoticeStore(knex);
    const logger = mockServices.logger.mock();
    const told: string[] = [];
    let broken = false;
    const channelOf = (name: string, kinds: NoticeKind[]): NoticeChannel => ({
      id: name,
      title: name,
      wants: kind => kinds.includes(kind),
      async send({ notice }) {
        if (broken) {
          throw new Error('broken');
        }
        told.push(`${name}: ${notice.kind} ${notice.target.name}`);
      },
    });
    const channels = [
      channelOf('all', ['waiting', 'failed', 'degraded', 'recovered']),
      channelOf('some', ['failed']),
    ];
    const targets = new KnexTargetStore(knex, [
      new HistoryRecorder({
        environmentOf: () => null,
        listeners: [
          new NoticeRecorder({ channels, environmentOf: () => null }),
        ],
      }),
    ]);
    const senders = channels.map(
      channel => new NoticeSender({ channel, notices, clock, logger }),
    );
    const never = new AbortController().signal;
    return {
      knex,
      clock,
      notices,
      logger,
      channels,
      targets,
      lease,
      see: (look: Look | null) =>
        targets.write(
          lease,
          look
            ? { puts: [looking(look)], removals: [] }
            : { puts: [], removals: [looking()] },
          clock.now(),
        ),
      setBroken: (value: boolean) => {
        broken = value;
      },
      /** Sends what is due and answers what was told since the last time. */
      async tell() {
        for (const sender of senders) {
          while (await sender.sendNext(never)) {
            // until nothing is due
          }
        }
        return told.splice(0);
      },
    };
  }

  it('tells each channel what it wants, once', async () => {
    const { see, tell } = await open();
    await see(good);
    await see({ newest: 'b' });
    await see(failed);
    expect(await tell()).toEqual(['all: failed web', 'some: failed web']);
    await see({ ...failed, step: 1 });
    expect(await tell()).toEqual([]);
  });

  it('tells nothing at first sight, and nothing of a write that failed', async () => {
    const { see, tell, targets, lease, clock } = await open();
    await see(failed);
    expect(await tell()).toEqual([]);
    await see({ newest: 'c' });
    const lost = { ...lease, fence: 99 };
    await expect(
      targets.write(
        lost,
        { puts: [looking({ ...failed, newest: 'c' })], removals: [] },
        clock.now(),
      ),
    ).rejects.toThrow();
    expect(await tell()).toEqual([]);
  });

  it('lets trouble settle before it tells of it, and of its end', async () => {
    const { see, tell, clock } = await open();
    await see(good);
    await see(bad);
    expect(await tell()).toEqual([]);
    await see(good);
    clock.advance(10 * MINUTE);
    // It was over before it was told, so that its end is no news either.
    expect(await tell()).toEqual([]);
    await see(bad);
    clock.advance(2 * MINUTE);
    expect(await tell()).toEqual(['all: degraded web']);
    await see(good);
    clock.advance(2 * MINUTE);
    expect(await tell()).toEqual(['all: recovered web']);
  });

  it('makes no storm of a target that flaps for hours, and leaves nobody in the dark', async () => {
    const { see, tell, clock } = await open();
    await see(good);
    const said: string[] = [];
    for (let turn = 0; turn < 8 * 12; turn++) {
      await see(turn % 2 ? good : bad);
      clock.advance(5 * MINUTE);
      said.push(...(await tell()));
    }
    expect(said.length).toBeLessThanOrEqual(18);
    expect(said.length).toBeGreaterThanOrEqual(2);
    await see(bad);
    clock.advance(2 * 60 * MINUTE);
    said.push(...(await tell()));
    expect(said.at(-1)).toBe('all: degraded web');
    await see(good);
    clock.advance(2 * 60 * MINUTE);
    said.push(...(await tell()));
    expect(said.at(-1)).toBe('all: recovered web');
  });

  it('tells of the recovery after a failure, whichever revision brought it', async () => {
    const { see, tell, clock } = await open();
    await see(good);
    await see({ newest: 'b' });
    await see(failed);
    await tell();
    await see({ newest: 'c' });
    await see({ stable: 'c' });
    clock.advance(2 * MINUTE);
    expect(await tell()).toEqual(['all: recovered web']);
  });

  it('asks for a decision at each step, and not when it was made already', async () => {
    const { see, tell } = await open();
    const waiting = (step: number): Look => ({
      newest: 'b',
      phase: 'paused',
      step,
      waits: true,
    });
    await see(good);
    await see({ newest: 'b' });
    await see(waiting(1));
    await see({ newest: 'b', step: 2 });
    expect(await tell()).toEqual([]);
    await see(waiting(1));
    expect(await tell()).toEqual(['all: waiting web']);
    await see({ newest: 'b', step: 2 });
    await see(waiting(1));
    expect(await tell()).toEqual([]);
    await see(waiting(3));
    expect(await tell()).toEqual(['all: waiting web']);
  });

  it('takes back what is no longer true of a workload that is gone', async () => {
    const { see, tell, clock } = await open();
    await see(good);
    await see(bad);
    await see(null);
    clock.advance(10 * MINUTE);
    expect(await tell()).toEqual([]);
  });

  it('tries again, later each time, and gives up in the end', async () => {
    const { see, tell, clock, setBroken, logger, knex } = await open();
    await see(good);
    await see({ newest: 'b' });
    setBroken(true);
    await see(failed);
    expect(await tell()).toEqual([]);
    setBroken(false);
    expect(await tell()).toEqual([]);
    clock.advance(10_000);
    expect(await tell()).toEqual(['all: failed web', 'some: failed web']);

    setBroken(true);
    await see({ newest: 'c' });
    await see({ ...failed, newest: 'c' });
    for (let attempt = 0; attempt < 40; attempt++) {
      await tell();
      clock.advance(60 * MINUTE);
    }
    setBroken(false);
    expect(await tell()).toEqual([]);
    expect(logger.error).toHaveBeenCalledTimes(2);
    expect(await knex('notices').whereNotNull('due_at')).toEqual([]);
  });

  it('is sent by one of several replicas, and by another when that one dies', async () => {
    const { see, notices, clock } = await open();
    await see(good);
    await see({ newest: 'b' });
    await see(failed);
    const claim = () =>
      notices.claim('all', { now: clock.now(), ttlMs: MINUTE });
    const claims = await Promise.all([claim(), claim(), claim()]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    clock.advance(2 * MINUTE);
    const again = await claim();
    expect(again?.notice.kind).toBe('failed');
    await notices.sent(again!, clock.now());
    expect(await claim()).toBeUndefined();
  });

  it('keeps news that come up while older ones are being sent', async () => {
    const { see, notices, clock, tell } = await open();
    await see(good);
    await see(bad);
    clock.advance(2 * MINUTE);
    const claimed = await notices.claim('all', {
      now: clock.now(),
      ttlMs: MINUTE,
    });
    await see(good);
    await notices.sent(claimed!, clock.now());
    clock.advance(2 * MINUTE);
    expect(await tell()).toEqual(['all: recovered web']);
  });

  it('forgets what is old', async () => {
    const { see, notices, clock, tell, knex } = await open();
    await see(good);
    await see({ newest: 'b' });
    await see(failed);
    await tell();
    await notices.prune(new Date(clock.now().getTime() - MINUTE));
    expect(await knex('notices')).toHaveLength(2);
    await notices.prune(new Date(clock.now().getTime() + MINUTE));
    expect(await knex('notices')).toEqual([]);
  });
});
