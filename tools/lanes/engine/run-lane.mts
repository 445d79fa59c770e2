import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../../bootstrap/lib/paths.mjs';
import { start } from '../../bootstrap/lib/processes.mjs';
import { lanesDir } from './cache.mts';
import { add, countsOf, format, none } from './counts.mts';
import type { Counts } from './counts.mts';
import type { Lane, Step } from './lane.mts';

/**
 * What a lane prints as it goes.
 *
 * @internal
 */
export type Say = (text: string) => void;

/** How many lines of a failed step are shown; the log has them all. */
const tailLength = 60;

/**
 * Runs a lane's steps one after the other. A failed step does not keep the
 * next ones from running: one run shows everything that is wrong.
 *
 * @internal
 */
export async function runLane(lane: Lane, say: Say): Promise<Counts> {
  mkdirSync(lanesDir, { recursive: true });
  const path = join(lanesDir, `${lane.id}.log`);
  const log = createWriteStream(path);
  let total = none();
  for (const step of lane.steps) {
    const counts = await runStep(lane, step, say, text => {
      log.write(`${text}\n`);
    });
    total = add(total, counts);
  }
  log.end();
  return total;
}

async function runStep(
  lane: Lane,
  step: Step,
  say: Say,
  log: (text: string) => void,
): Promise<Counts> {
  const [command, ...args] = step.command;
  const lines: string[] = [];
  const jestFile = join(lanesDir, `${lane.id}.jest.json`);
  rmSync(jestFile, { force: true });
  const reported = step.counts === 'jest';
  log(`$ ${step.command.join(' ')}`);
  const { ended } = start(
    command,
    reported ? [...args, '--json', `--outputFile=${jestFile}`] : args,
    {
      cwd: root,
      env: { ...process.env, ...step.env },
      onLine: coloured => {
        // Some tools insist on colours, which mean nothing in a log.
        const line = stripVTControlCharacters(coloured);
        // With --json, Jest prints all its results in one line as well.
        if (!(reported && line.startsWith('{"numFailed'))) {
          lines.push(line);
          log(line);
        }
      },
    },
  );
  const code = await ended;
  const counts = countsOf(step.counts, {
    code,
    output: lines.join('\n'),
    jestResults: existsSync(jestFile)
      ? readFileSync(jestFile, 'utf8')
      : undefined,
  });
  log(`# exit code ${code}: ${format(counts)}\n`);
  if (counts.failed > 0) {
    say(`${lane.id}: ${step.name} FAILED (${step.command.join(' ')})`);
    lines.slice(-tailLength).forEach(line => say(`${lane.id} | ${line}`));
  } else {
    say(`${lane.id}: ${step.name}: ${format(counts)}`);
  }
  return counts;
}
