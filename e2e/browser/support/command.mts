import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs a command to its end and gives what it printed.
 *
 * @throws Error with the command and all of its output when it fails
 */
export async function run(
  command: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  try {
    const { stdout } = await execute(command, args, {
      cwd: options.cwd,
      maxBuffer: 1e8,
      env: {
        ...process.env,
        // The Node that runs the tests, whatever else is installed.
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        NODE_OPTIONS: '',
        ...options.env,
      },
    });
    return stdout;
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as Record<string, unknown>;
    throw new Error(
      `${[command, ...args].join(' ')} failed (${code}):\n${stdout}${stderr}`,
    );
  }
}
