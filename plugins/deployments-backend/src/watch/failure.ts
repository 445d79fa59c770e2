import { ClusterUnreachableError } from '../clusters/ClusterTransport';

/**
 * Why a list or watch did not work.
 *
 * - `gone`: the version asked for is no longer kept (410);
 * - `unauthorized`: the credential is not accepted (401);
 * - `forbidden`: it may not read this kind (403);
 * - `absent`: the server does not know the kind (404): its CRD is missing;
 * - `throttled`: asked to come back later (429);
 * - `server`: any other refusal, or an answer that cannot be read;
 * - `network`: no answer.
 *
 * @internal
 */
export interface WatchFailure {
  kind:
    | 'gone'
    | 'unauthorized'
    | 'forbidden'
    | 'absent'
    | 'throttled'
    | 'server'
    | 'network';
  message: string;
  /** Milliseconds that the server asked to wait; null when it did not. */
  retryAfterMs: number | null;
}

const KINDS: Record<number, WatchFailure['kind']> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'absent',
  410: 'gone',
  429: 'throttled',
};

/**
 * Reads `Retry-After` in its form with seconds, the only one that API servers
 * send.
 */
function retryAfter(header: string | string[] | undefined): number | null {
  const seconds = Number(Array.isArray(header) ? header[0] : header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0
    ? seconds * 1000
    : null;
}

/** @internal */
export function failureOfStatus(
  status: number,
  message: string,
  retryAfterHeader?: string | string[],
): WatchFailure {
  return {
    kind: KINDS[status] ?? 'server',
    message: `${message || 'no explanation'} (${status})`,
    retryAfterMs: retryAfter(retryAfterHeader),
  };
}

/** @internal */
export function failureOfError(error: unknown): WatchFailure {
  return {
    kind: error instanceof ClusterUnreachableError ? 'network' : 'server',
    message: (error as Error).message,
    retryAfterMs: null,
  };
}
