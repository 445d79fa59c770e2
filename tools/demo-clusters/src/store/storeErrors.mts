/** Why the store refused; `reason` is the word a Status object carries. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly reason:
    | 'NotFound'
    | 'AlreadyExists'
    | 'Conflict'
    | 'Expired'
    | 'ResourceVersionTooLarge'
    | 'Invalid';

  constructor(reason: StoreError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The version asked for is older than the log reaches: list again. */
export function expired(version: number, compacted: number): StoreError {
  return new StoreError(
    'Expired',
    `too old resource version: ${version} (${compacted})`,
  );
}
