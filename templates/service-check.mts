/**
 * Builds and starts every golden example for real:
 * `node templates/service-check.mts`. Takes some minutes, and needs the npm
 * registry; hadolint, actionlint, yamllint, zizmor and shellcheck as well
 * (HEAL7_CACHE_DIR/bin, else PATH).
 *
 * Prints each step that failed with the end of its output, and
 * `N passed, N failed` as its last line. Exits 1 on a failure.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './engine/commands.mts';
import { goldenExamples } from './engine/golden.mts';
import { Report } from './engine/report.mts';
import { serviceCommands } from './engine/service-commands.mts';
import { startAsImage } from './engine/start-as-image.mts';

const report = new Report();

for (const { title, folder } of goldenExamples()) {
  const work = await mkdtemp(join(tmpdir(), 'heal7-service-'));
  try {
    await cp(folder, work, { recursive: true });
    for (const command of serviceCommands(work)) {
      const problems = await runCommand(command, work);
      report.say(`${title}: ${command.join(' ')}`, problems);
    }
    report.say(
      `${title}: starts as the image does, answers, and drains`,
      await startAsImage(work),
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
process.exitCode = report.close() ? 0 : 1;
