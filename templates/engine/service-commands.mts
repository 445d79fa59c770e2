import { existsSync, readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { join } from 'node:path';

const YAMLLINT =
  '{extends: default, rules: {document-start: disable, line-length: {max: 200}, truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}}}';

/** The linters and, in the pipeline's order, the commands of a service. */
export function serviceCommands(folder: string): string[][] {
  const files = (pattern: string) =>
    globSync(pattern, { cwd: folder, exclude: ['node_modules'] }).sort();
  const workflows = files('.github/workflows/*.yml');
  const scripts = files('**/*.sh');
  const commands = [
    ['hadolint', 'Dockerfile'],
    ['actionlint', ...workflows],
    ['zizmor', '--offline', '--no-progress', '.github'],
    ['yamllint', '--strict', '-d', YAMLLINT, '.'],
    ...(scripts.length > 0 ? [['shellcheck', ...scripts]] : []),
  ];
  return existsSync(join(folder, 'package.json'))
    ? [...commands, ...npmCommands(folder)]
    : commands;
}

/** What the test job of the service's own pipeline runs. */
function npmCommands(folder: string): string[][] {
  const workflow = readFileSync(
    join(folder, '.github/workflows/ci.yml'),
    'utf8',
  );
  const job = workflow.slice(workflow.indexOf('\n  test:'));
  const end = job.slice(1).search(/\n {2}\S/);
  return [...job.slice(0, end).matchAll(/- run: (npm .*)/g)].map(match =>
    match[1]!.split(' '),
  );
}
