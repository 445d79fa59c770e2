import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Line = Record<string, unknown> & { message: string };

/** The build as a process, with what it writes. */
export class Service {
  readonly lines: Line[] = [];
  readonly process: ChildProcess;
  readonly exited: Promise<number | null>;
  readonly #waiting = new Set<() => void>();

  constructor(env: Record<string, string>) {
    this.process = spawn(process.execPath, ['dist/main.mjs'], {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: this.process.stdout! }).on('line', line => {
      this.lines.push(JSON.parse(line));
      for (const look of this.#waiting) look();
    });
    this.exited = new Promise(resolve => {
      this.process.once('close', code => {
        resolve(code);
        for (const look of this.#waiting) look();
      });
    });
  }

  /** The first line that is wanted; rejects when the process ends without. */
  line(wanted: (line: Line) => boolean): Promise<Line> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.lines.find(wanted);
        if (!found && this.process.exitCode === null) return;
        this.#waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`it ended: ${JSON.stringify(this.lines)}`));
      };
      this.#waiting.add(look);
      look();
    });
  }
}
