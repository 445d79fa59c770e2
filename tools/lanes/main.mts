import { availableParallelism } from 'node:os';
import { duration, say } from '../bootstrap/lib/progress.mjs';
import { stopChildrenOnSignals } from '../bootstrap/lib/signals.mjs';
import { parseArguments } from './engine/arguments.mts';
import type { Request } from './engine/arguments.mts';
import { recall, remember } from './engine/cache.mts';
import { add, format, none } from './engine/counts.mts';
import { extendPath } from './engine/path.mts';
import { hashInputs } from './engine/inputs.mts';
import type { Lane } from './engine/lane.mts';
import { whyNot } from './engine/needs.mts';
import { runLane } from './engine/run-lane.mts';
import { schedule } from './engine/schedule.mts';
import { renderTable } from './engine/table.mts';
import type { Outcome } from './engine/table.mts';
import { lanes } from './lanes.mts';

const help = `npm test [-- LANE ... [--no-cache] [--list] [--help]]

Runs all lanes, or those named. A lane that passed is not run again until one
of its inputs changes; --no-cache, or CI=true, really runs every lane. What
cannot run on this machine is skipped, with the reason; with CI=true that is a
failure. Logs: .cache/lanes/LANE.log`;

/** The documentation generator takes a while to install the first time. */
const needsTechDocs = (id: string) => id === 'techdocs' || id === 'browser';

/** So does the emulated cloud, which is really started by these. */
const needsSandbox = (id: string) =>
  ['tools', 'backend', 'browser', 'provisioning'].includes(id);

async function perform(lane: Lane, request: Request): Promise<Outcome> {
  const reason = whyNot(lane);
  if (reason) {
    const counts = { ...none(), [request.strict ? 'failed' : 'skipped']: 1 };
    say(`${lane.id}: skipped: ${reason}`);
    return { id: lane.id, how: 'skipped', counts, seconds: 0, reason };
  }
  const hash = hashInputs(lane);
  const known = request.useCache && hash ? recall(lane.id, hash) : undefined;
  if (known) {
    say(`${lane.id}: unchanged since it passed`);
    return { id: lane.id, how: 'cached', counts: known, seconds: 0 };
  }
  const began = process.uptime();
  const spent = () => process.uptime() - began;
  say(`${lane.id}: running`);
  const beat = setInterval(
    () => say(`${lane.id}: still running, ${duration(spent())}`),
    30_000,
  );
  const ran = await runLane(lane, say);
  clearInterval(beat);
  const counts = request.strict
    ? { ...ran, failed: ran.failed + ran.skipped, skipped: 0 }
    : ran;
  // What changed meanwhile was perhaps not seen.
  if (hash && counts.failed === 0 && hashInputs(lane) === hash) {
    remember(lane.id, { hash, counts });
  }
  say(`${lane.id}: ${format(counts)} in ${duration(spent())}`);
  return { id: lane.id, how: 'ran', counts, seconds: spent() };
}

async function main(): Promise<number> {
  let request: Request;
  try {
    request = parseArguments(process.argv.slice(2), lanes, process.env);
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  const chosen = lanes.filter(({ id }) => request.lanes.includes(id));
  if (request.mode === 'help') {
    console.log(help);
    return 0;
  }
  if (request.mode === 'list') {
    chosen.forEach(({ id, group, title }) =>
      console.log(
        `${id.padEnd(12)}${title}${group ? ` (part of: ${group})` : ''}`,
      ),
    );
    return 0;
  }
  stopChildrenOnSignals({
    announce: reason => say(`Stopping (${reason}) ...`),
    watchParent: true,
  });
  await extendPath({
    techDocs: chosen.some(({ id }) => needsTechDocs(id)),
    sandbox: chosen.some(({ id }) => needsSandbox(id)),
  });
  const outcomes = await schedule(
    chosen.map(lane => ({
      alone: lane.alone ?? false,
      run: () => perform(lane, request),
    })),
    Math.min(2, availableParallelism()),
  );
  const total = outcomes.map(({ counts }) => counts).reduce(add, none());
  console.log(`\n${renderTable(outcomes).join('\n')}\n`);
  console.log(format(total));
  return total.failed > 0 ? 1 : 0;
}

process.exit(await main());
