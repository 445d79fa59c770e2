import { parse } from 'yaml';
import { fillIn, type Scope } from './expressions.mts';

/** One `run:` of a job. */
export type RunStep = {
  title: string;
  script: string;
  /** The program that takes the script's file, with its arguments. */
  shell: string[];
  /** Relative to the service's folder. */
  folder: string;
  env: Record<string, string>;
};

/** A container that a job has beside it. */
export type Side = {
  name: string;
  image: string;
  env: Record<string, string>;
  /** The port on the job's side. */
  port: number;
};

export type Job = {
  name: string;
  steps: RunStep[];
  sides: Side[];
  /** The version that setup-python is told. */
  python?: string;
};

type Raw = Record<string, any>;

const SHELLS: Record<string, string[]> = {
  '': ['bash', '-e'],
  bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'],
  sh: ['sh', '-e'],
  python: ['python3'],
};

/** The jobs of a workflow, with the first value of each matrix. */
export function jobsOf(text: string): Job[] {
  const workflow: Raw = parse(text);
  return Object.entries((workflow.jobs ?? {}) as Record<string, Raw>)
    .filter(([, job]) => job.steps)
    .map(([name, job]) => readJob(name, job, workflow));
}

function readJob(name: string, job: Raw, workflow: Raw): Job {
  const scope: Scope = { ...matrixOf(job), 'github.workspace': '.' };
  const outer = environment({ ...workflow.env, ...job.env }, scope);
  const defaults = { ...workflow.defaults?.run, ...job.defaults?.run };
  const steps = (job.steps as Raw[]).flatMap((step): RunStep[] => {
    // An action is this machine's part; what follows a failure is not reached.
    if (!step.run || /^(failure|cancelled)\(\)/.test(String(step.if ?? ''))) {
      return [];
    }
    if (step.if && !/^(always|success)\(\)$/.test(String(step.if))) {
      throw new Error(`job ${name}: "if: ${step.if}" cannot be decided here`);
    }
    const own = environment(step.env ?? {}, { ...scope, ...named(outer) });
    const env = { ...outer, ...own };
    const filled = fillIn(step.run, { ...scope, ...named(env) });
    const shell = SHELLS[step.shell ?? defaults.shell ?? ''];
    if (!shell) throw new Error(`job ${name}: there is no shell ${step.shell}`);
    return [
      {
        title: step.name ?? filled.trim().split('\n')[0]!,
        script: filled,
        shell,
        folder: fillIn(
          step['working-directory'] ?? defaults['working-directory'] ?? '.',
          scope,
        ),
        env,
      },
    ];
  });
  const setup = (job.steps as Raw[]).find(({ uses }) =>
    String(uses).startsWith('actions/setup-python@'),
  );
  const python = setup?.with?.['python-version'];
  return {
    name,
    steps,
    sides: sidesOf(job, scope),
    ...(python === undefined ? {} : { python: fillIn(String(python), scope) }),
  };
}

/** The first of each dimension, with what `include` adds to that. */
function matrixOf(job: Raw): Scope {
  const {
    include = [],
    exclude,
    ...dimensions
  } = (job.strategy?.matrix ?? {}) as Raw;
  const first: Raw = Object.fromEntries(
    Object.entries(dimensions).map(([key, values]) => [key, values[0]]),
  );
  const chosen =
    Object.keys(first).length > 0
      ? (include as Raw[])
          .filter(row => Object.keys(first).every(k => row[k] === first[k]))
          .reduce((all, row) => ({ ...all, ...row }), first)
      : include[0] ?? {};
  return Object.fromEntries(
    Object.entries(chosen).map(([key, value]) => [
      `matrix.${key}`,
      String(value),
    ]),
  );
}

const environment = (env: Raw, scope: Scope): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      fillIn(String(value), scope),
    ]),
  );

const named = (env: Record<string, string>): Scope =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [`env.${name}`, value]),
  );

function sidesOf(job: Raw, scope: Scope): Side[] {
  return Object.entries((job.services ?? {}) as Record<string, Raw>).map(
    ([name, side]) => ({
      name,
      image: fillIn(String(side.image), scope),
      env: environment(side.env ?? {}, scope),
      port: Number(String(side.ports?.[0] ?? '').split(':')[0]),
    }),
  );
}
