/**
 * Builds, starts and stops what every template makes, for real:
 *
 *   node templates/service-check.mts [--only TEXT]... [--no-cache] [--minutes N]
 *
 * Every example, awkward text, and a cover of all pairs of options is rendered
 * and linted. Of rows with the same code one is built: its pipeline's commands
 * and its Dockerfile's instructions are run on this machine (root on a Linux
 * with overlayfs, and the languages' own tools), it is started as its image
 * would be, asked, and stopped under load.
 *
 * Results without a failure are kept in HEAL7_CACHE_DIR and count as long as
 * nothing changes that they depend on. With CI=true the first example of each
 * template is built anew all the same. `--only` takes rows that have the text
 * in their title. After N minutes nothing is begun but the first example of each
 * template; what was left is named, and looked at by a later run.
 *
 * Prints each statement that failed with the end of its output, and
 * `N passed, N failed` as its last line. Exits 1 on a failure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isOfStack } from './engine/compose.mts';
import { templateNames } from './engine/folders.mts';
import { Report } from './engine/report.mts';
import { plan, withOptions, type Task } from './engine/services/plan.mts';
import { rowsOf } from './engine/services/options/rows.mts';
import { inParallel } from './engine/services/pool.mts';
import { keep, recall } from './engine/services/results.mts';
import { Findings, type Statement } from './engine/services/statements.mts';
import { loadTemplate } from './engine/template.mts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    'no-cache': { type: 'boolean', default: false },
    minutes: { type: 'string', default: 'Infinity' },
  },
});
const report = new Report();
const started = performance.now();
const enough = Number(values.minutes) * 60_000;
/** Titles of what there was no time for. */
const left: string[] = [];

// Gone however this ends.
const scratch = mkdtempSync(join(tmpdir(), 'heal7-services-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

function tell(
  title: string,
  { what, problems, milliseconds, note }: Statement,
) {
  const clock = `${Math.round((performance.now() - started) / 1000)} s`;
  const result = problems.length > 0 ? 'FAILED' : note ?? 'ok';
  console.log(
    `[${clock.padStart(6)}] ${title}: ${what}: ${result} (${(
      milliseconds / 1000
    ).toFixed(1)} s)`,
  );
}

async function carryOut({
  title,
  options,
  key,
  fresh,
  check,
}: Task): Promise<void> {
  const known = fresh || values['no-cache'] ? undefined : recall(key);
  const late = performance.now() - started > enough;
  if (late && !known && !fresh) {
    left.push(title);
    return;
  }
  const findings = new Findings(statement => tell(title, statement));
  if (!known) {
    const work = await mkdtemp(join(scratch, 'service-'));
    try {
      await check(findings, work);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    keep(key, findings.statements);
  } else if (known.length > 1) {
    console.log(`${title}: as before`);
  }
  for (const { what, problems, note } of known ?? findings.statements) {
    // What could not be decided is neither.
    if (!note) {
      report.say(`${title}: ${what}`, withOptions(problems, options));
    }
  }
}

const rows = templateNames()
  // What makes a stack has nothing that is built or started.
  .filter(name => !isOfStack(name))
  .flatMap(name => rowsOf(loadTemplate(name)))
  .filter(
    ({ title }) =>
      values.only.length === 0 ||
      values.only.some(text => title.includes(text)),
  );
const rendered = join(scratch, 'rendered');
const { tasks, statements } = await plan(rows, rendered);
for (const { what, problems } of statements) report.say(what, problems);
console.log(`${rows.length} rows give ${tasks.length} things to look at`);
const firstExamples = tasks.filter(({ fresh }) => fresh);
const others = tasks.filter(({ fresh }) => !fresh);
const inOrder = [...firstExamples, ...others];
await inParallel(inOrder, availableParallelism(), carryOut);
if (left.length > 0) {
  console.log(`No time was left for ${left.length}: ${left.join(', ')}`);
}
process.exitCode = report.close() ? 0 : 1;
