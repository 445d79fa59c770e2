import { TraceReader } from './trace';

const at = '2026-11-24T02:21:32.265Z';

function read(...lines: string[]) {
  const reader = new TraceReader();
  return lines.map(line => reader.read(line));
}

describe('TraceReader', () => {
  it('finds the id of the lock that was taken', () => {
    expect(
      read(
        `${at} [INFO]  backend-s3: Locked remote state (S3 Native only): tf_backend.lock.id=3933443a-67e8-35c2-80dc-34a027b7f5cf tf_backend.lock.info=""`,
      ),
    ).toEqual([{ lockId: '3933443a-67e8-35c2-80dc-34a027b7f5cf' }]);
  });

  it('does not take one for ours that was only tried', () => {
    expect(
      read(
        `${at} [INFO]  backend-s3: Attempting to lock remote state (S3 Native only)...: tf_backend.lock.id=3933443a tf_backend.lock.info=""`,
      ),
    ).toEqual([{ lockId: null }]);
  });

  it('takes the indented lines of a trace for trace, and no others', () => {
    expect(
      read(
        `${at} [WARN]  Provider "x" produced an invalid plan`,
        '    The following problems may be the cause:',
        '      - .secret: planned value',
        'panic: runtime error',
        '    in a frame',
      ).map(line => line !== undefined),
    ).toEqual([true, true, true, false, false]);
  });
});
