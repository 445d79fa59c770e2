import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { problemsOf, runCommand, serviceEnvironment } from '../commands.mts';
import { pythonPrefix } from '../dockerfile/python.mts';
import type { Findings } from '../statements.mts';
import { jobsOf, type Job, type RunStep } from '../workflow/jobs.mts';
import { unreachable } from '../workflow/network.mts';
import { redirected, startSide } from '../workflow/sides.mts';
import { JobRunner } from '../workflow/steps.mts';

/** The jobs that the service's pipeline tests it with. */
export function testJobs(folder: string): Job[] {
  const file = join(folder, '.github/workflows/test.yml');
  return existsSync(file) ? jobsOf(readFileSync(file, 'utf8')) : [];
}

/** The step that asks a running service, as SMOKE_URL names it. */
export const smokeStep = (jobs: Job[]): RunStep | undefined =>
  jobs
    .flatMap(({ steps }) => steps)
    // The last one: others may leave the smoke tests out.
    .findLast(({ title, script }) => /smoke/i.test(`${title}\n${script}`));

/**
 * Runs the jobs' own commands in their order, with their containers' stand-ins
 * beside them. What a job does just as an earlier one did, such as installing,
 * is not done again.
 */
export async function checkJobs(
  findings: Findings,
  jobs: Job[],
  folder: string,
): Promise<void> {
  const done = new Set<string>();
  for (const job of jobs) {
    await beside(job, async rewrite => {
      const runner = new JobRunner(folder, await toolsOf(job, folder), rewrite);
      for (const step of job.steps) {
        const identity = `${step.folder}\n${step.script}`;
        if (done.has(identity)) continue;
        const passed = await findings.look(`${job.name}: ${step.title}`, () =>
          runStep(runner, step),
        );
        // The steps after it would fail for its sake.
        if (!passed) return;
        done.add(identity);
      }
    });
  }
}

async function runStep(
  runner: JobRunner,
  step: RunStep,
): Promise<string[] | { note: string }> {
  const audit = /audit|vuln|\bdeny\b/i.test(step.script);
  const before = undecided.get(step.script);
  if (before) return { note: `not decided: ${before}` };
  const outcome = await runner.run(
    step,
    // Who is not there is not asked three times.
    audit ? { npm_config_fetch_retries: '0' } : {},
  );
  const why = audit && outcome.code !== 0 && unreachable(outcome.output);
  if (!why) return problemsOf(outcome);
  undecided.set(step.script, why);
  return { note: `not decided: ${why}` };
}

/** What could not be reached once is not waited for again in this run. */
const undecided = new Map<string, string>();

/** Does something while what a job has beside it is there. */
export async function beside<T>(
  { sides }: Job,
  act: (rewrite: (text: string) => string) => Promise<T>,
): Promise<T> {
  const stops: Array<() => Promise<void>> = [];
  const rewrites: Array<(text: string) => string> = [];
  try {
    for (const side of sides) {
      const standIn = await startSide(side);
      stops.push(() => standIn.stop());
      rewrites.push(redirected(side.port, standIn.port));
    }
    return await act(text =>
      rewrites.reduce((rewritten, rewrite) => rewrite(rewritten), text),
    );
  } finally {
    for (const stop of stops) await stop();
  }
}

/**
 * What a job tells its steps about the containers beside it: for the image,
 * which is to find the same ones.
 */
export function sideVariables(
  { sides, steps }: Job,
  rewrite: (text: string) => string,
): Record<string, string> {
  if (sides.length === 0) return {};
  const all: Record<string, string> = Object.assign(
    {},
    ...steps.map(({ env }) => env),
  );
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, rewrite(value)]),
  );
}

/** What setup actions leave behind: of Python an environment of its own. */
export async function toolsOf(
  { python }: Job,
  folder: string,
): Promise<Record<string, string>> {
  if (!python) return {};
  const environment = `${folder}-python-${python}`;
  if (!existsSync(environment)) {
    const own = join(pythonPrefix(python), 'bin', 'python3');
    const problems = await runCommand(
      [own, '-m', 'venv', environment],
      dirname(folder),
    );
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }
  const { PATH } = serviceEnvironment();
  return {
    PATH: [join(environment, 'bin'), PATH].join(delimiter),
    VIRTUAL_ENV: '',
  };
}
