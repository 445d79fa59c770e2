import { spawn } from 'node:child_process';

/** What a program that has ended said. */
export interface ProgramResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** The program could not be started, because there is none. */
export class ProgramMissingError extends Error {}

/** How long a program may take to end when it is asked to. */
const GRACE_MS = 2_000;

/**
 * Runs a program without a shell, and ends it when the signal says so, when it
 * takes too long, or when it says too much.
 *
 * @throws ProgramMissingError, or an Error that says why it was ended.
 */
export function runProgram(
  program: string,
  args: string[],
  options: {
    cwd: string;
    env: Record<string, string>;
    signal?: AbortSignal;
    timeoutMs: number;
    outputBytes: number;
  },
): Promise<ProgramResult> {
  const { signal, timeoutMs, outputBytes, ...where } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const child = spawn(program, args, {
      ...where,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr]: Buffer[][] = [[], []];
    let bytes = 0;
    let reason: unknown;
    let escalation: NodeJS.Timeout | undefined;
    const end = (why: unknown) => {
      if (reason === undefined) {
        reason = why;
        child.kill('SIGTERM');
        escalation = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      }
    };
    const collect = (chunks: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > outputBytes) {
        end(new Error(`${program} said more than ${outputBytes} bytes`));
      } else {
        chunks.push(chunk);
      }
    };
    child.stdout.on('data', collect(stdout));
    child.stderr.on('data', collect(stderr));
    const timeout = setTimeout(
      () => end(new Error(`${program} took longer than ${timeoutMs} ms`)),
      timeoutMs,
    );
    const aborted = () => end(signal?.reason);
    signal?.addEventListener('abort', aborted);
    const settle = () => {
      clearTimeout(timeout);
      clearTimeout(escalation);
      signal?.removeEventListener('abort', aborted);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      settle();
      reject(
        error.code === 'ENOENT'
          ? new ProgramMissingError(`There is no program '${program}'`)
          : error,
      );
    });
    child.once('close', exitCode => {
      settle();
      if (reason !== undefined) {
        reject(reason);
      } else {
        resolve({
          exitCode: exitCode ?? -1,
          stdout: Buffer.concat(stdout).toString('utf8'),
          stderr: Buffer.concat(stderr).toString('utf8'),
        });
      }
    });
  });
}
