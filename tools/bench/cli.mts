import { parseArgs } from 'node:util';
import { createProgress } from '../test-cluster/src/progress.mts';
import { create } from './benches/create.mts';
import { deployments } from './benches/deployments.mts';
import { latency } from './benches/latency.mts';
import { provisioning } from './benches/provisioning.mts';
import { review } from './benches/review.mts';
import { start } from './benches/start.mts';
import { view } from './benches/view.mts';
import type { Bench } from './support/bench.mts';
import { Cleanup } from './support/cleanup.mts';
import { formatReport, machine } from './support/report.mts';

const BENCHES: Record<string, Bench> = {
  start,
  latency,
  view,
  deployments,
  create,
  review,
  provisioning,
};

const USAGE = `usage: npm run bench -- NAME [--count N] [--real] [--json]

${Object.entries(BENCHES)
  .map(
    ([name, { summary, counts }]) =>
      `  ${name.padEnd(12)} ${summary}\n           --count: ${counts}`,
  )
  .join('\n')}

  --real   deployments: real API servers and controllers (tools/test-cluster)
  --json   the figures as JSON on stdout (npm itself needs --silent for that)`;

function parse(argv: string[]) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      real: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const count = values.count === undefined ? undefined : Number(values.count);
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
    throw new TypeError(`--count ${values.count}: give a number from 1 on`);
  }
  return { ...values, count, name: positionals[0] };
}

async function main(cleanup: Cleanup): Promise<void> {
  const { name, count, real, json, help } = parse(process.argv.slice(2));
  const bench = name === undefined ? undefined : BENCHES[name];
  if (!bench || help) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = help ? 0 : 2;
    return;
  }
  const before = machine();
  const progress = createProgress();
  const report = await bench.run({ count, real, cleanup, progress });
  const { node, processors } = before;
  const load = `${before.load} before, ${machine().load} after`;
  process.stdout.write(
    json
      ? `${JSON.stringify(
          { name, ...report, node, processors, load },
          null,
          2,
        )}\n`
      : `${formatReport(report)}\n` +
          `- ${processors} processors, load ${load}, Node ${node}\n`,
  );
}

const cleanup = new Cleanup();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    cleanup.run().finally(() => process.exit(1));
  });
}
try {
  await main(cleanup);
} catch (error) {
  process.stderr.write(
    `bench: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
} finally {
  await cleanup.run();
}
