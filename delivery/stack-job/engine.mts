// Runs terraform: what it prints is kept, and goes nowhere in the open.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** A log is kept to this size; the rest of a run's is told by its end. */
const KEPT = 64 * 1024 * 1024;

export type Printed = { code: number; out: Buffer };

export class Engine {
  #running: ChildProcess | undefined;
  #stopped = false;

  readonly #cwd: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #binary: string;

  constructor(cwd: string, env: NodeJS.ProcessEnv, binary = 'terraform') {
    this.#cwd = cwd;
    this.#env = env;
    this.#binary = binary;
  }

  /** Whether somebody has asked to stop. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Terraform ends by itself when it is interrupted, and leaves no lock. */
  interrupt(): void {
    this.#stopped = true;
    this.#running?.kill('SIGINT');
  }

  /** Standard output and error, in the order in which they came. */
  async run(...args: string[]): Promise<Printed> {
    if (this.#stopped) {
      throw new Error('Stopped before it had begun');
    }
    return this.start(args, true);
  }

  /**
   * Standard output alone, for what is to be read by a program. Works after a
   * stop, too: what was changed until then has to be known.
   */
  async read(...args: string[]): Promise<Buffer> {
    const { code, out } = await this.start(args, false);
    if (code !== 0) {
      throw new Error(`terraform ${args[0]} ended with ${code}`);
    }
    return out;
  }

  private async start(args: string[], both: boolean): Promise<Printed> {
    const child = spawn(this.#binary, args, {
      cwd: this.#cwd,
      env: this.#env,
      stdio: ['ignore', 'pipe', both ? 'pipe' : 'ignore'],
    });
    this.#running = child;
    const chunks: Buffer[] = [];
    let size = 0;
    const keep = (chunk: Buffer) => {
      size += chunk.length;
      // What is read by a program is of no use in part.
      if (!both || size <= KEPT) {
        chunks.push(chunk);
      }
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exit, signal) =>
        resolve(exit ?? (signal ? 130 : 1)),
      );
    });
    this.#running = undefined;
    return { code, out: Buffer.concat(chunks) };
  }
}
