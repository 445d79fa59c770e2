// Plans, or applies exactly what was planned.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  seal,
  unseal,
} from '../../plugins/provisioning-node/src/sealed/sealed.ts';
import type { Engine, Printed } from './engine.mts';
import type { Job } from './job.mts';
import { backendOf } from './state.mts';

/** What the portal reads first; nothing in it is secret. */
export type Outcome = {
  job: string;
  step: Job['step'];
  status: 'planned' | 'applied' | 'failed' | 'cancelled';
  /** Of the saved plan; null when there is none. */
  digest: string | null;
  /** Whether there was a state before. */
  stateFound: boolean;
};

const digestOf = (plan: Buffer) =>
  `sha256:${createHash('sha256').update(plan).digest('hex')}`;

export class Performer {
  readonly #job: Job;
  readonly #engine: Engine;
  readonly #key: string;
  readonly #workspace: string;

  readonly #secrets: string[];

  constructor(
    job: Job,
    engine: Engine,
    {
      key,
      secrets,
      workspace,
    }: { key: string; secrets: string[]; workspace: string },
  ) {
    this.#secrets = secrets;
    this.#job = job;
    this.#engine = engine;
    this.#key = key;
    this.#workspace = workspace;
  }

  async perform(): Promise<Outcome> {
    await mkdir(this.#job.directory, { recursive: true });
    await this.write('backend.tf.json', backendOf(this.#job.state));
    await this.write('terraform.tfvars.json', this.#job.variables);
    const log: Buffer[] = [];
    const logged = async (printed: Promise<Printed>) => {
      const { code, out } = await printed;
      log.push(out);
      return code === 0;
    };
    try {
      const ready = await logged(
        this.#engine.run(
          'init',
          '-input=false',
          '-no-color',
          '-lockfile=readonly',
        ),
      );
      if (!ready) {
        return this.ended('failed');
      }
      return this.#job.plan
        ? await this.apply(this.#job.plan, logged)
        : await this.plan(logged);
    } finally {
      await this.keep('log', Buffer.concat(log));
      // For the portal, which masks the log before it shows it.
      await this.keep('secrets', Buffer.from(JSON.stringify(this.#secrets)));
      await rm(this.file('tfplan'), { force: true });
    }
  }

  private async plan(
    logged: (printed: Promise<Printed>) => Promise<boolean>,
  ): Promise<Outcome> {
    const planned = await logged(
      this.#engine.run(
        'plan',
        ...['-json', '-input=false', '-lock-timeout=60s', '-out=tfplan'],
        ...(this.#job.destroy ? ['-destroy'] : []),
      ),
    );
    if (!planned) {
      return this.ended('failed');
    }
    const plan = await readFile(this.file('tfplan'));
    const document = await this.#engine.read('show', '-json', 'tfplan');
    await this.keep('tfplan', plan);
    await this.keep('plan', document);
    return {
      ...this.ended('planned'),
      status: 'planned',
      digest: digestOf(plan),
      stateFound: await this.stateFound(),
    };
  }

  /** A plan does not tell: data that it has read stands in its prior state. */
  private async stateFound(): Promise<boolean> {
    const state = (await this.#engine.read('state', 'pull')).toString().trim();
    return state !== '' && Boolean(JSON.parse(state).lineage);
  }

  private async apply(
    { jobId, digest }: { jobId: string; digest: string },
    logged: (printed: Promise<Printed>) => Promise<boolean>,
  ): Promise<Outcome> {
    const sealed = await readFile(join(this.#job.directory, 'tfplan.sealed'));
    const plan = unseal(sealed, `${jobId}/tfplan`, this.#key);
    if (digestOf(plan) !== digest) {
      throw new Error(`The plan of ${jobId} is not the one that was approved`);
    }
    await writeFile(this.file('tfplan'), plan, { mode: 0o600 });
    const applied = await logged(
      this.#engine.run(
        'apply',
        '-json',
        '-input=false',
        '-lock-timeout=60s',
        'tfplan',
      ),
    );
    // Told also of what failed: some of it may have been changed.
    await this.keep('state', await this.#engine.read('show', '-json'));
    return { ...this.ended(applied ? 'applied' : 'failed'), digest };
  }

  private ended(status: Outcome['status']): Outcome {
    return {
      job: this.#job.id,
      step: this.#job.step,
      status:
        status === 'failed' && this.#engine.stopped ? 'cancelled' : status,
      digest: null,
      stateFound: false,
    };
  }

  private file(name: string): string {
    return resolve(this.#workspace, this.#job.root, name);
  }

  private async write(name: string, content: unknown): Promise<void> {
    await writeFile(this.file(name), JSON.stringify(content), { mode: 0o600 });
  }

  private async keep(name: string, content: Buffer): Promise<void> {
    await writeFile(
      join(this.#job.directory, `${name}.sealed`),
      seal(content, `${this.#job.id}/${name}`, this.#key),
    );
  }
}
