import { mockServices } from '@backstage/backend-test-utils';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import type { StackRecord } from '../ports/Stacks';
import { noticeOf } from './noticeOf';
import { OwnerNotices } from './OwnerNotices';

const run = (more: Partial<Run> = {}) =>
  ({
    id: 'run-1',
    stackId: 'stack-1',
    kind: 'apply',
    phase: 'awaiting-approval',
    requestedBy: 'user:default/alice',
    error: null,
    plan: {
      approval: 'confirm',
      counts: { create: 2, update: 0, replace: 1, delete: 0 },
    },
    ...more,
  } as Run);

const record = (more: Partial<StackRecord> = {}) =>
  ({
    stack: {
      name: 'web-objects',
      environment: 'staging',
      owner: 'group:default/web-team',
    },
    drift: null,
    ...more,
  } as StackRecord);

const failed = (message: string) =>
  run({
    phase: 'failed',
    error: { code: 'x', message, hint: '', diagnostics: [] },
  });

describe('noticeOf', () => {
  it('says what waits', () => {
    expect(noticeOf(run(), record())).toEqual({
      recipients: { type: 'entity', entityRef: 'group:default/web-team' },
      payload: {
        title: 'A plan of web-objects waits for approval',
        description:
          'staging · 2 to create, 0 to change, 1 to replace, 0 to delete',
        link: '/infrastructure/runs/run-1',
        severity: 'normal',
        topic: 'stack-waiting',
        scope: 'provisioning/run-1/waiting',
      },
    });
  });

  it('says why a run failed, with nothing that a reader takes for markup', () => {
    const notice = noticeOf(
      failed('<!channel> <b>no</b>\n\u0000 way'),
      record(),
    )!;
    expect(notice.payload).toMatchObject({
      severity: 'high',
      topic: 'stack-failed',
      description: 'staging · ‹!channel› ‹b›no‹/b› way',
    });
  });

  it('tells of drift only what this check has found', () => {
    const check = run({ kind: 'check', phase: 'succeeded' });
    const drift = (runId: string, found: number) =>
      record({
        drift: { checkedAt: '', runId, resources: Array(found).fill({}) },
      });
    expect(noticeOf(check, drift('run-1', 2))?.payload.topic).toBe(
      'stack-drifted',
    );
    expect(noticeOf(check, drift('run-1', 0))).toBeUndefined();
    expect(noticeOf(check, drift('run-0', 2))).toBeUndefined();
  });

  it.each<Run['phase']>([
    'queued',
    'planning',
    'approved',
    'applying',
    'succeeded',
    'rejected',
    'cancelled',
    'stale',
  ])('is none when %s', phase => {
    expect(noticeOf(run({ phase }), record())).toBeUndefined();
  });
});

describe('OwnerNotices', () => {
  it('tells once, and goes on when it cannot', async () => {
    const send = jest
      .fn()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue(undefined);
    const logger = mockServices.logger.mock();
    const byId = jest.fn().mockResolvedValue(record());
    const notices = new OwnerNotices({
      logger,
      notifications: { send },
      stacks: { byId },
    });
    const settled = async () => {
      for (let turn = 0; turn < 10; turn++) {
        await Promise.resolve();
      }
    };
    notices.runChanged(run());
    await settled();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    // What was not told is told with the next change.
    notices.runChanged(run());
    await settled();
    notices.runChanged(run({ cancelRequested: true }));
    await settled();
    expect(send).toHaveBeenCalledTimes(2);
    notices.runChanged(failed('no'));
    await settled();
    expect(send).toHaveBeenCalledTimes(3);
  });
});
