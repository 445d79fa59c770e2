import type {
  Diagnostic,
  RunError,
} from '@heal7/backstage-plugin-provisioning-common';

/** Why a job cannot go on, as people are told. Not masked. */
export class RunFailure extends Error {
  readonly name = 'RunFailure';

  constructor(readonly error: RunError) {
    super(error.message);
  }
}

export function failure(
  code: string,
  message: string,
  hint = '',
  diagnostics: Diagnostic[] = [],
): RunFailure {
  return new RunFailure({ code, message, hint, diagnostics });
}
