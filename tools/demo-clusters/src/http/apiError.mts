import { StoreError } from '../store/storeErrors.mts';
import { PatchError } from '../store/patches.mts';

/** HTTP status of each reason a Status object may carry. */
const CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  InternalError: 500,
  Timeout: 504,
} as const;

/** A reason of a Kubernetes Status object. */
export type StatusReason = keyof typeof CODES;

/** A request that is answered by a Status object with a failure. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly reason: StatusReason;
  readonly details: Record<string, unknown>;

  constructor(
    reason: StatusReason,
    message: string,
    details: Record<string, unknown> = {},
  ) {
    super(message);
    this.reason = reason;
    this.details = details;
  }

  get code(): number {
    return CODES[this.reason];
  }

  /** As the API server sends it: a failure is an object of kind Status. */
  toStatus(): Record<string, unknown> {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: this.details,
      code: this.code,
    };
  }
}

/** Turns what the layers below throw into the answer it deserves. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  if (error instanceof PatchError) {
    return new ApiError('Invalid', error.message);
  }
  if (error instanceof StoreError) {
    if (error.reason === 'ResourceVersionTooLarge') {
      return new ApiError('Timeout', error.message, {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      });
    }
    return new ApiError(error.reason, error.message);
  }
  if (error instanceof URIError || error instanceof SyntaxError) {
    return new ApiError('BadRequest', error.message);
  }
  return new ApiError(
    'InternalError',
    error instanceof Error ? error.message : String(error),
  );
}
