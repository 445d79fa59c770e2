import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOf } from '../answers.mts';
import { filesOf } from '../files.mts';
import { render } from '../render.mts';
import { fidelityProblems, validityProblems } from '../validity.mts';
import { lintsOf } from './checks/lint.mts';
import { checkService } from './checks/service.mts';
import { codeTree } from './code-tree.mts';
import { lintEnvironment, runCommand } from './commands.mts';
import type { Row } from './options/rows.mts';
import { hashOf, toolsHash } from './results.mts';
import type { Findings, Statement } from './statements.mts';

/** Something to be looked at once, for all rows that share it. */
export type Task = {
  title: string;
  /** Said beside a failure. */
  options?: string;
  /** The same as long as its result is. */
  key: string;
  /** Whether an earlier result does not count. */
  fresh: boolean;
  /** @param work - an empty folder */
  check(findings: Findings, work: string): Promise<void>;
};

/** Renders all rows, and finds what is to be looked at: services, then lints. */
export async function plan(
  rows: Row[],
  out: string,
): Promise<{
  tasks: Task[];
  statements: Array<Omit<Statement, 'milliseconds'>>;
}> {
  const tools = toolsHash();
  const services = new Map<string, Task>();
  const lints = new Map<string, Task>();
  const statements: Array<Omit<Statement, 'milliseconds'>> = [];
  for (const [index, row] of rows.entries()) {
    const { title, options, template, answers } = row;
    const refused = problemsOf(template, answers);
    if (refused.length > 0) {
      statements.push({ what: `${title}: refused by the form`, problems: [] });
      continue;
    }
    const folder = join(out, String(index));
    try {
      await render(template, answers, folder);
    } catch (error) {
      const problems = withOptions([(error as Error).message], options);
      statements.push({ what: `${title}: renders`, problems });
      continue;
    }
    const files = filesOf(folder);
    statements.push({
      what: `${title}: every file is valid`,
      problems: withOptions(
        [...validityProblems(files), ...fidelityProblems(files, answers)],
        options,
      ),
    });
    const key = hashOf([['tools', tools], ...codeTree(folder, row.ownTexts)]);
    if (!services.has(key)) services.set(key, serviceTask(row, folder, key));
    for (const task of lintTasks(row, folder, tools)) {
      if (!lints.has(task.key)) lints.set(task.key, task);
    }
  }
  return { tasks: [...services.values(), ...lints.values()], statements };
}

/** Problems, with what sets their row apart. */
export const withOptions = (problems: string[], options?: string): string[] =>
  problems.length > 0 && options ? [...problems, `of ${options}`] : problems;

const serviceTask = (
  { title, options, template, golden }: Row,
  folder: string,
  key: string,
): Task => ({
  title,
  options,
  key,
  fresh: golden && process.env.CI === 'true',
  check: (findings, work) =>
    checkService(findings, folder, work, template.name),
});

const lintTasks = (
  { title, options, golden }: Row,
  folder: string,
  tools: string,
): Task[] =>
  lintsOf(folder).map(({ command, files }) => ({
    title,
    options,
    key: hashOf([
      ['tools', tools],
      ['command', command.join(' ')],
      ...files.map(
        path => [path, readFileSync(join(folder, path), 'utf8')] as const,
      ),
    ]),
    fresh: golden && process.env.CI === 'true',
    check: async findings => {
      await findings.look(command.slice(0, 2).join(' '), () =>
        runCommand(command, folder, lintEnvironment()),
      );
    },
  }));
