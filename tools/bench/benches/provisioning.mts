import { setTimeout as pause } from 'node:timers/promises';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import { BareTerraform } from '../support/bareTerraform.mts';
import type { Bench } from '../support/bench.mts';
import { inBatches } from '../support/inBatches.mts';
import { processUse } from '../support/processUse.mts';
import { startProvisioning } from '../support/provisioning.mts';
import type { ProvisioningScene } from '../support/provisioning.mts';
import type { Row } from '../support/report.mts';
import { quantile } from '../support/statistics.mts';

const ROUNDS = 5;
const MEBI = 2 ** 20;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

const median = (samples: number[]) => quantile(samples, 0.5);

async function reach(
  { portal }: ProvisioningScene,
  runId: string,
  phase: Run['phase'],
): Promise<void> {
  for (;;) {
    const run = await portal.run(runId);
    if (run.phase === phase) {
      return;
    }
    if (run.phase === 'failed') {
      throw new Error(JSON.stringify(run.error));
    }
    await pause(25);
  }
}

/** The same module by the CLI and by the portal, in turns. */
async function compare(
  scene: ProvisioningScene,
  progress: (message: string) => void,
): Promise<Row[]> {
  const { portal } = scene;
  const bare = { init: [], plan: [], show: [], apply: [] } as Record<
    'init' | 'plan' | 'show' | 'apply',
    number[]
  >;
  const ours = { plan: [] as number[], apply: [] as number[] };
  // The first round warms caches up, and does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(`round ${round} of ${ROUNDS}`);
    const cli = await BareTerraform.prepare(scene, `bare-${round}`);
    const spent = {
      init: await seconds(cli.init),
      plan: await seconds(cli.plan),
      show: await seconds(cli.show),
      apply: await seconds(cli.apply),
    };
    const stack = await portal.stack(`ours-${round}`);
    let runId = '';
    const planned = await seconds(async () => {
      ({ id: runId } = await portal.begin(stack.id, 'apply'));
      await reach(scene, runId, 'awaiting-approval');
    });
    const applied = await seconds(async () => {
      await portal.approve(runId);
      await reach(scene, runId, 'succeeded');
    });
    if (round > 0) {
      for (const step of ['init', 'plan', 'show', 'apply'] as const) {
        bare[step].push(spent[step]);
      }
      ours.plan.push(planned);
      ours.apply.push(applied);
    }
  }
  const row = (what: string, theirs: number, portals: number[]): Row => ({
    what,
    'CLI s': theirs,
    'portal s': median(portals),
    'more s': median(portals) - theirs,
    ratio: median(portals) / theirs,
  });
  return [
    row(
      'plan (CLI: init, plan, show)',
      median(bare.init) + median(bare.plan) + median(bare.show),
      ours.plan,
    ),
    row(
      'apply (CLI: init, apply)',
      median(bare.init) + median(bare.apply),
      ours.apply,
    ),
  ];
}

/** Many stacks at once, with the workers that a portal has by default. */
async function queue(
  scene: ProvisioningScene,
  count: number,
  progress: (message: string) => void,
): Promise<string[]> {
  const { portal } = scene;
  const pid = portal.backend.pid();
  const names = Array.from({ length: count }, (_, index) => `queued-${index}`);
  const ids: string[] = [];
  await inBatches(8, names, async name => {
    const stack = await portal.stack(name, { name }, 'nothing');
    ids.push(stack.id);
  });
  const before = (await processUse(pid)).rss;
  const began = performance.now();
  const runs: string[] = [];
  await inBatches(8, ids, async id => {
    runs.push((await portal.begin(id, 'apply')).id);
  });
  const asked = (performance.now() - began) / 1000;
  const memory: number[] = [];
  const waiting = new Set(runs);
  while (waiting.size > 0) {
    await pause(2000);
    memory.push((await processUse(pid)).rss);
    await inBatches(8, [...waiting].slice(0, 16), async id => {
      const { phase, error } = await portal.run(id);
      if (phase === 'failed') {
        throw new Error(JSON.stringify(error));
      }
      if (phase === 'awaiting-approval') {
        waiting.delete(id);
      }
    });
    progress(`${count - waiting.size} of ${count} seen planned`);
  }
  const took = (performance.now() - began) / 1000;
  const quarter = Math.max(1, Math.floor(memory.length / 4));
  const mebi = (bytes: number) => `${Math.round(bytes / MEBI)} MiB`;
  return [
    `${count} stacks asked for within ${asked.toFixed(
      1,
    )} s were planned within ${took.toFixed(0)} s: ${(
      (took / count) *
      4
    ).toFixed(2)} s for each of 4 workers`,
    `memory of the backend: ${mebi(before)} before, ${mebi(
      median(memory.slice(0, quarter)),
    )} in the first quarter, ${mebi(
      median(memory.slice(-quarter)),
    )} in the last, ${mebi(Math.max(...memory))} at most`,
  ];
}

/** What the portal adds to Terraform, and how it stands a crowd. */
export const provisioning: Bench = {
  summary: "stacks: the portal's part of a run's time, and a full queue",
  counts: 'stacks in the queue (200)',
  async run({ count = 200, cleanup, progress }) {
    progress('starting the portal and the emulated cloud');
    const scene = await startProvisioning(cleanup);
    const rows = await compare(scene, progress);
    const notes = await queue(scene, count, progress);
    return {
      title: 'A stack by the portal, and by the Terraform CLI alone',
      rows,
      notes: ['the target is 1 s or 5 % more than the CLI', ...notes],
    };
  },
};
