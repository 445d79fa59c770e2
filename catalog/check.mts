/**
 * Checks heal7's catalog without starting the portal: `node catalog/check.mts`.
 *
 * Prints each statement that does not hold with its reasons, and
 * `N passed, N failed` as its last line. Exits 1 on a failure.
 */
import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { checkAnnotations } from './check/annotations.mts';
import { checkApis } from './check/apis.mts';
import { loadCatalog, type LoadedEntity } from './check/load.mts';
import { checkRelations } from './check/relations.mts';
import { result, type Result } from './check/result.mts';
import { checkValidity } from './check/validity.mts';

const root = resolve(import.meta.dirname, '..');

/** A file that no Location lists would silently not be in the catalog. */
async function checkNothingForgotten(all: LoadedEntity[]): Promise<Result> {
  const folder = join(root, 'catalog');
  const listed = new Set(all.map(item => item.file));
  const files = await readdir(folder, { recursive: true });
  return result(
    'every file under catalog/ is listed',
    files
      .filter(file => file.endsWith('.yaml'))
      .map(file => relative(root, join(folder, file)))
      .filter(file => !listed.has(file)),
  );
}

const all = await loadCatalog(root, 'catalog/all.yaml');
const results = [
  ...(await checkValidity(all)),
  await checkNothingForgotten(all),
  ...checkRelations(all),
  ...checkAnnotations(all, root),
  ...checkApis(all),
];

const failed = results.filter(({ problems }) => problems.length > 0);
for (const { statement, problems } of failed) {
  console.error(`FAILED ${statement}`);
  for (const problem of problems) console.error(`  ${problem}`);
}
console.log(
  `${results.length - failed.length} passed, ${failed.length} failed`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
