import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { infrastructureDir } from '../../terraform-schemas/src/paths.mts';
import { inspect } from './inspect.mts';
import { tables } from './tables.mts';

const BEGIN =
  '<!-- inputs and outputs: written by `node tools/terraform-checks/readme.mts` -->';
const END = '<!-- end of inputs and outputs -->';

export const readmeOf = (dir: string) =>
  join(infrastructureDir, dir, 'README.md');

/** The modules and stacks whose README has the marks of the tables. */
export function documented(): string[] {
  return globSync('{modules,stacks}/*/README.md', { cwd: infrastructureDir })
    .sort()
    .map(dirname)
    .filter(dir => readFileSync(readmeOf(dir), 'utf8').includes(BEGIN));
}

/**
 * A README with the tables of inputs and outputs as the code is now. What is
 * outside of the two marks stays.
 */
export function currentReadme(dir: string): string {
  const text = readFileSync(readmeOf(dir), 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) {
    throw new Error(`${dir}/README.md: the marks around the tables are gone`);
  }
  const lines = [
    BEGIN,
    '',
    '<!-- prettier-ignore-start -->',
    '',
    ...tables(inspect(join(infrastructureDir, dir))),
    '',
    '<!-- prettier-ignore-end -->',
    '',
    END,
  ];
  return `${before}${lines.join('\n')}${after}`;
}

/** Why a README is out of date; empty when it is not. */
export function staleness(dir: string): string[] {
  return readFileSync(readmeOf(dir), 'utf8') === currentReadme(dir)
    ? []
    : [
        `${dir}/README.md is out of date: run 'node tools/terraform-checks/readme.mts'`,
      ];
}
