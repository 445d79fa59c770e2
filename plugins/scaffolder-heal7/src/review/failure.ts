import { ResponseError, toError } from '@backstage/errors';
import type { MessageKey } from '../translation/keys';

/** A review that did not come about. */
export interface ReviewFailure {
  title: MessageKey;
  /** What to do; absent where the title says it. */
  hint?: MessageKey;
  message: string;
  /** Whether the answers are at fault. */
  refused: boolean;
}

/** Which kind of failure an error is, in the reader's terms. */
export function failureOf(error: unknown): ReviewFailure {
  const status = error instanceof ResponseError ? error.statusCode : undefined;
  const message =
    error instanceof ResponseError
      ? error.body.error.message
      : toError(error).message;
  switch (status) {
    case 400:
      return {
        title: 'review.refused',
        hint: 'review.refusedHint',
        message,
        refused: true,
      };
    case 401:
    case 403:
      return {
        title: 'review.forbidden',
        hint: 'review.unavailableHint',
        message,
        refused: false,
      };
    case 404:
      return { title: 'review.missing', message, refused: false };
    default:
      return {
        title: 'review.unavailable',
        hint: 'review.unavailableHint',
        message,
        refused: false,
      };
  }
}
