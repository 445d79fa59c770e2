import fc from 'fast-check';
import type { LogLine } from '@heal7/backstage-plugin-provisioning-common';
import { progressCounts, progressOf } from './progress';

const said = (address: string, text: string, rest: Partial<LogLine> = {}) => ({
  position: 1,
  at: '2026-11-24T01:00:00.000Z',
  step: 'apply' as const,
  level: 'info' as const,
  text: `${address}: ${text}`,
  address,
  ...rest,
});

const bucket = { address: 'aws_s3_bucket.objects', action: 'create' as const };
const queue = { address: 'aws_sqs_queue.jobs', action: 'replace' as const };

const stateOf = (change: typeof bucket | typeof queue, ...lines: string[]) =>
  progressOf(
    [change],
    lines.map(line => said(change.address, line)),
  )[0].state;

describe('the progress of an apply', () => {
  it('follows what Terraform writes about a resource', () => {
    expect(stateOf(bucket)).toBe('waiting');
    expect(stateOf(bucket, 'Creating...')).toBe('working');
    expect(
      stateOf(bucket, 'Creating...', 'Still creating... [10s elapsed]'),
    ).toBe('working');
    expect(
      stateOf(bucket, 'Creating...', 'Creation complete after 2s [id=x]'),
    ).toBe('done');
    expect(stateOf(bucket, 'Creating...', 'Creation errored after 1s')).toBe(
      'failed',
    );
  });

  it('takes a replacement for done when the new one is there', () => {
    expect(
      stateOf(queue, 'Destroying... [id=x]', 'Destruction complete after 1s'),
    ).toBe('working');
    expect(
      stateOf(
        queue,
        'Destroying... [id=x]',
        'Destruction complete after 1s',
        'Creating...',
        'Creation complete after 3s [id=y]',
      ),
    ).toBe('done');
  });

  it('passes over the plan, and what the plan does not change', () => {
    expect(
      progressOf(
        [bucket, { address: 'aws_vpc.main', action: 'no-op' }],
        [
          said(bucket.address, 'Creating...', { step: 'plan' }),
          said('aws_iam_role.other', 'Creating...'),
          said(bucket.address, 'Refresh complete [id=x]'),
        ],
      ),
    ).toMatchObject([{ address: bucket.address, state: 'waiting' }]);
  });

  it('counts every resource once, whatever is in the log', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            about: fc.constantFrom(bucket.address, queue.address, 'other.x'),
            text: fc.constantFrom(
              'Creating...',
              'Creation complete after 1s',
              'Destruction complete after 1s',
              'Modification errored',
              'anything: at all',
            ),
          }),
        ),
        lines => {
          const counts = progressCounts(
            progressOf(
              [bucket, queue],
              lines.map(({ about, text }) => said(about, text)),
            ),
          );
          expect(
            counts.waiting + counts.working + counts.done + counts.failed,
          ).toBe(2);
        },
      ),
    );
  });
});
