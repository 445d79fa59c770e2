import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { filesOf } from '../files.mts';
import { cacheFolder } from './cache-folder.mts';
import { lintEnvironment, serviceEnvironment } from './commands.mts';
import type { Statement } from './statements.mts';

const LANGUAGES = [
  ...['node --version', 'npm --version', 'go version', 'rustc --version'],
  ...['python3 --version', 'uv --version', 'postgres --version'],
];
const LINTERS = [
  ...['hadolint --version', 'actionlint --version', 'yamllint --version'],
  ...['zizmor --version', 'shellcheck --version'],
];

const versionOf = (
  command: string,
  env: Record<string, string>,
): readonly [command: string, version: string] => {
  try {
    const version = execFileSync('bash', ['-c', command], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return [command, version];
  } catch {
    return [command, 'none'];
  }
};

/** What every result depends on beside a service's files. */
export function toolsHash(): string {
  return hashOf([
    ...[...filesOf(import.meta.dirname)].filter(
      ([path]) => !/\.(test|root)\.mts$/.test(path),
    ),
    ...LANGUAGES.map(command => versionOf(command, serviceEnvironment())),
    ...LINTERS.map(command => versionOf(command, lintEnvironment())),
  ]);
}

/** @param entries - in order */
export const hashOf = (
  entries: Iterable<readonly [name: string, content: string]>,
): string =>
  createHash('sha256')
    .update(JSON.stringify([...entries]))
    .digest('hex');

const fileOf = (key: string) => cacheFolder('results', `${key}.json`);

/** What was found when this was looked at before, if nothing was wrong then. */
export function recall(key: string): Statement[] | undefined {
  const file = fileOf(key);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Keeps what was found; failures are looked at again. */
export function keep(key: string, statements: Statement[]): void {
  if (statements.some(({ problems }) => problems.length > 0)) return;
  const file = fileOf(key);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(statements));
  renameSync(`${file}.${process.pid}`, file);
}
