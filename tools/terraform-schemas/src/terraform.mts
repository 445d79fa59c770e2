import { spawn } from 'node:child_process';

/** How a run of Terraform ended. */
export interface Result {
  code: number | null;
  /** What it said on either stream, without colours or frames. */
  output: string;
}

/** Terraform draws boxes around what it says, and breaks lines to fit. */
function plain(text: string): string {
  return text.replace(/[│╷╵]/g, '').replace(/[ \t]*\n\s*/g, '\n');
}

/**
 * Runs Terraform with an environment of its own: no credentials, no settings of
 * the person whose machine it is, no call home.
 */
export async function terraform(
  args: string[],
  options: { cwd: string; cliConfig: string },
): Promise<Result> {
  const child = spawn('terraform', [...args, '-no-color'], {
    cwd: options.cwd,
    env: {
      PATH: process.env.PATH,
      HOME: options.cwd,
      TF_CLI_CONFIG_FILE: options.cliConfig,
      TF_IN_AUTOMATION: '1',
      TF_INPUT: '0',
      CHECKPOINT_DISABLE: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', chunk => (text += chunk));
  child.stderr.setEncoding('utf8').on('data', chunk => (text += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, output: plain(text) };
}
