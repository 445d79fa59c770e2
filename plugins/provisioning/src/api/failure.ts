import { isError, ResponseError } from '@backstage/errors';

/**
 * What kind of failure a request met, as far as the reader can do something
 * different about it.
 *
 * @internal
 */
export type FailureKind =
  | 'network'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  /** What it was asked on no longer holds. */
  | 'conflict'
  | 'server'
  | 'other';

/** @internal */
export interface Failure {
  kind: FailureKind;
  /** In the backend's own words. */
  message: string;
}

const BY_STATUS: Record<number, FailureKind> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
};

/** @internal */
export function failureOf(error: unknown): Failure {
  const message = isError(error) ? error.message : String(error);
  if (ResponseError.is(error)) {
    const status = error.statusCode;
    return {
      kind: BY_STATUS[status] ?? (status >= 500 ? 'server' : 'other'),
      message: error.cause?.message || message,
    };
  }
  // An answer that is no JSON was written by something in between.
  const unreadable = isError(error) && error.name === 'SyntaxError';
  return { kind: unreadable ? 'server' : 'network', message };
}
