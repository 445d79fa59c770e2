// The action's entry: reads its inputs, has the job done, leaves the outcome.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { input, log, oneLine } from '../lib/workflow.mts';
import { Engine } from './engine.mts';
import { environmentOf, secretsOf } from './environment.mts';
import { readJob } from './job.mts';
import { Performer } from './perform.mts';

async function main(): Promise<number> {
  const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();
  const key = process.env.HEAL7_SEAL_KEY ?? '';
  if (key.length < 32) {
    throw new Error(
      'HEAL7_SEAL_KEY is not there, or has less than 32 characters: make it a secret of the environment',
    );
  }
  const job = readJob(input);
  const engine = new Engine(
    resolve(workspace, job.root),
    environmentOf(process.env),
  );
  // GitHub interrupts what it cancels, and kills it seconds later.
  process.on('SIGINT', () => engine.interrupt());
  process.on('SIGTERM', () => engine.interrupt());
  const outcome = await new Performer(job, engine, {
    key,
    secrets: secretsOf(process.env).map(([, value]) => value),
    workspace,
  }).perform();
  await writeFile(join(job.directory, 'outcome.json'), JSON.stringify(outcome));
  log(`${job.step}: ${outcome.status}`);
  return outcome.status === 'failed' || outcome.status === 'cancelled' ? 1 : 0;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    log(`::error::${oneLine(error.message)}`);
    process.exitCode = 1;
  },
);
