import { maskTexts } from '@heal7/backstage-plugin-provisioning-node';
import type {
  JobOutcome,
  SecretMask,
} from '@heal7/backstage-plugin-provisioning-node';
import type { RunError } from '@heal7/backstage-plugin-provisioning-common';
import { RunFailure } from '../engine/RunFailure';
import type { Left } from './aftercare';
import type { StopReason } from './Stop';

const STOPPED: Record<StopReason, RunError> = {
  cancelled: {
    code: 'cancelled',
    message: 'It was cancelled',
    hint: '',
    diagnostics: [],
  },
  terminated: {
    code: 'terminated',
    message: 'The machine of the portal was told to stop',
    hint: 'Plan again: the state holds what was done.',
    diagnostics: [],
  },
  timeout: {
    code: 'timeout',
    message: 'It took longer than this environment allows',
    hint: 'Plan again: the state holds what was done. The limit is set in the configuration of the environment.',
    diagnostics: [],
  },
  memory: {
    code: 'out-of-memory',
    message: 'It took more memory than this environment allows',
    hint: 'Plan again: the state holds what was done. The limit is set in the configuration of the environment.',
    diagnostics: [],
  },
};

const KILLED: RunError = {
  code: 'killed',
  message: 'The engine was killed in the middle of its work',
  hint: 'What it made and could not write down is listed with import blocks: put them into the module, then plan again.',
  diagnostics: [],
};

const NOTHING: Left = { state: null, orphans: [] };

/** Why a job did not come to its end. */
export interface Ending {
  step: 'plan' | 'apply';
  /** What was thrown. */
  error: unknown;
  stopped: StopReason | null;
  /** Whether the engine was killed, by whomever. */
  killed: boolean;
  /** Of an apply that had begun to change things. */
  left: Left | null;
}

function internal(error: unknown): RunError {
  const message = error instanceof Error ? error.message : String(error);
  const full = (error as NodeJS.ErrnoException)?.code === 'ENOSPC';
  return {
    code: full ? 'disk-full' : 'internal',
    message: full
      ? 'There was no room left on the disk of the portal'
      : `The portal itself failed: ${message}`,
    hint: full
      ? 'Make room in the folder of provisioning.terraform.dataDir, then plan again.'
      : '',
    diagnostics: [],
  };
}

/** The outcome of a job that did not come to its end. */
export function conclude(ending: Ending, mask: SecretMask): JobOutcome {
  const { error: thrown, killed, stopped } = ending;
  const told = thrown instanceof RunFailure ? thrown.error : internal(thrown);
  const { state, orphans } = ending.left ?? NOTHING;
  const interrupted = (error: RunError): JobOutcome => ({
    status: 'interrupted',
    error,
    state,
    orphans,
  });
  const outcome = (): JobOutcome => {
    // A plan changes nothing: how it was stopped does not matter.
    if (killed && !(ending.step === 'plan' && stopped)) {
      const known = told.code === 'interrupted' ? told : KILLED;
      return interrupted({
        ...known,
        ...(stopped ? pickReason(stopped) : {}),
        hint: ending.step === 'plan' ? 'Plan again.' : KILLED.hint,
      });
    }
    const error = stopped
      ? { ...STOPPED[stopped], diagnostics: told.diagnostics }
      : told;
    // What was made and is in no state has to be listed, whatever else happened.
    if (orphans.length > 0 || stopped === 'terminated') {
      return interrupted({ ...error, hint: error.hint || KILLED.hint });
    }
    if (stopped === 'cancelled') {
      return { status: 'cancelled', state };
    }
    return error.code === 'plan-stale'
      ? { status: 'stale', error }
      : { status: 'failed', error, state };
  };
  return maskTexts(outcome(), mask);
}

/** Of one that did not end when it was asked to. */
function pickReason(stopped: StopReason): Partial<RunError> {
  const { code, message } = STOPPED[stopped];
  return {
    code,
    message: `${message}, did not end in time, and was killed`,
  };
}
