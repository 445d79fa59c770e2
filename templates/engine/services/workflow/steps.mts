import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { outcomeOf, serviceEnvironment, type Outcome } from '../commands.mts';
import type { RunStep } from './jobs.mts';

/** What steps hand to those after them through files, as GitHub's runner does. */
const HANDED_ON = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT'] as const;

/** Runs the steps of one job in a service's folder, one after the other. */
export class JobRunner {
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #rewrite: (text: string) => string;

  /**
   * @param rewrite - what is to be changed in scripts and variables, such as
   *   the port of a database that is another one here
   */
  constructor(
    folder: string,
    env: Record<string, string> = {},
    rewrite: (text: string) => string = text => text,
  ) {
    this.#folder = folder;
    this.#env = {
      ...serviceEnvironment(),
      CI: 'true',
      GITHUB_WORKSPACE: folder,
      ...env,
    };
    this.#rewrite = rewrite;
  }

  async run(
    step: RunStep,
    more: Record<string, string> = {},
  ): Promise<Outcome> {
    const scratch = await mkdtemp(join(tmpdir(), 'heal7-step-'));
    try {
      const script = join(scratch, 'script');
      await writeFile(script, this.#rewrite(step.script));
      const files = Object.fromEntries(
        [...HANDED_ON, 'GITHUB_STEP_SUMMARY'].map(name => [
          name,
          join(scratch, name),
        ]),
      );
      for (const file of Object.values(files)) await writeFile(file, '');
      const own = Object.entries(step.env).map(([name, value]) => [
        name,
        this.#rewrite(value),
      ]);
      const outcome = await outcomeOf(
        [...step.shell, script],
        join(this.#folder, step.folder),
        { ...this.#env, ...files, ...Object.fromEntries(own), ...more },
      );
      await this.#takeOver(files);
      return outcome;
    } finally {
      await rm(scratch, { recursive: true });
    }
  }

  async #takeOver(files: Record<string, string>): Promise<void> {
    const lines = async (name: string) =>
      (await readFile(files[name]!, 'utf8')).split('\n').filter(Boolean);
    for (const line of await lines('GITHUB_ENV')) {
      const [name = '', ...value] = line.split('=');
      this.#env[name] = value.join('=');
    }
    for (const folder of await lines('GITHUB_PATH')) {
      this.#env.PATH = `${folder}${delimiter}${this.#env.PATH}`;
    }
  }
}
