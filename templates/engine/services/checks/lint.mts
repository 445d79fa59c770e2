import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A linter over some files of a service. */
export type Lint = {
  command: string[];
  /** What its verdict depends on. */
  files: string[];
};

/** The linters of what every service has, whichever its language. */
export function lintsOf(folder: string): Lint[] {
  const files = (pattern: string) =>
    globSync(pattern, { cwd: folder, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  const dockerfiles = files('**/{Dockerfile,*.Dockerfile}');
  const pipeline = files('.github/**/*');
  const workflows = pipeline.filter(path => /workflows\/.*\.ya?ml$/.test(path));
  const yaml = files('{.,**/}{*,.*}.{yaml,yml}');
  const scripts = files('**/*').filter(
    path =>
      path.endsWith('.sh') ||
      /^#!.*\b(ba|da)?sh\b/.test(firstLine(join(folder, path))),
  );
  return [
    { command: ['hadolint', ...dockerfiles], files: dockerfiles },
    { command: ['actionlint', ...workflows], files: pipeline },
    {
      // Nothing above informational.
      command: [
        ...['zizmor', '--offline', '--no-progress', '--min-severity=low'],
        '.github',
      ],
      files: pipeline,
    },
    {
      command: ['yamllint', '--strict', '.'],
      files: [...new Set([...yaml, ...files('.yamllint*'), ...pipeline])],
    },
    { command: ['shellcheck', ...scripts], files: scripts },
  ].filter(lint => lint.files.length > 0);
}

const firstLine = (path: string) =>
  readFileSync(path, 'utf8').slice(0, 100).split('\n')[0]!;
