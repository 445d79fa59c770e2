/**
 * Estimates how far the server's clock is ahead of ours from the `Date` header
 * of one answer. The header has whole seconds, so that the middle of the
 * second is the best guess. Null when there is no readable header, e.g. when
 * CORS hides it.
 *
 * @param sentAt - our clock when the request left, in milliseconds.
 * @param receivedAt - our clock when the answer came.
 * @internal
 */
export function clockOffset(
  dateHeader: string | null,
  sentAt: number,
  receivedAt: number,
): number | null {
  const server = dateHeader ? Date.parse(dateHeader) : NaN;
  return Number.isNaN(server) ? null : server + 500 - (sentAt + receivedAt) / 2;
}

/** Below this, two estimates are the same within the header's precision. */
const PRECISION_MS = 1000;

/**
 * Keeps one steady offset: a new estimate replaces it only when it contradicts
 * it, or countdowns would jump back and forth by a second.
 *
 * @internal
 */
export class ServerClock {
  private offset = 0;

  get offsetMs(): number {
    return this.offset;
  }

  observe(estimate: number | null): void {
    if (estimate !== null && Math.abs(estimate - this.offset) > PRECISION_MS) {
      this.offset = estimate;
    }
  }
}
