import { basename } from 'node:path';
import type { StateInput } from './states';
import { statesOf } from './states';
import { StateError } from './StateError';

/** Reads a file, or standard input for `-`. Throws when it cannot. */
export type ReadText = (file: string) => string;

/** What the process does: at most one of the two texts is not empty. */
export interface CommandResult {
  stdout: string;
  stderr: string;
  exitCode: 0 | 2;
}

const USAGE =
  'usage: npm run state -- FILE... (YAML or JSON files of Kubernetes objects, - for standard input)';

function load(file: string, read: ReadText): StateInput {
  try {
    const cluster = file === '-' ? 'stdin' : basename(file);
    return { cluster, file, text: read(file) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StateError(`${file}: cannot be read: ${reason}`);
  }
}

/**
 * `npm run state -- FILE...`: the states of all rollouts in the files as a
 * JSON array, or one line that says why there is none.
 */
export function runStateCommand(
  files: string[],
  read: ReadText,
): CommandResult {
  try {
    if (files.length === 0) {
      throw new StateError(`no file given; ${USAGE}`);
    }
    const states = statesOf(files.map(file => load(file, read)));
    if (states.length === 0) {
      throw new StateError(
        `${files.join(
          ', ',
        )}: no Rollout of argoproj.io in there; give files that hold one`,
      );
    }
    const stdout = `${JSON.stringify(states, null, 2)}\n`;
    return { stdout, stderr: '', exitCode: 0 };
  } catch (error) {
    if (error instanceof StateError) {
      return { stdout: '', stderr: `${error.message}\n`, exitCode: 2 };
    }
    throw error;
  }
}
