/**
 * Writes `recorded.json`: what the portal answers at moments of real rollouts,
 * from the objects that a real controller left behind.
 * `node delivery/await-rollout/record.mts`, after the portal's state changes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const engine = join(root, 'plugins/deployments-backend-module-argo-rollouts');

const MOMENTS = [
  'canary-initial-healthy',
  'canary-mid-progressing',
  'canary-10-paused',
  'canary-timed-pause',
  'canary-promoted',
  'canary-aborted',
  'canary-degraded-deadline',
  'analysis-failed-aborted',
  'analysis-inconclusive-paused',
  'rollback-in-progress',
];

const folder = mkdtempSync(join(tmpdir(), 'heal7-record-'));
try {
  const recorded = MOMENTS.map(moment => {
    const file = join(folder, moment);
    const objects = readFileSync(
      join(engine, 'src/__fixtures__/real', `${moment}.yaml`),
      'utf8',
    );
    writeFileSync(file, objects);
    const [state] = JSON.parse(
      execFileSync('node', [join(engine, 'bin/state.mjs'), file], {
        encoding: 'utf8',
      }),
    );
    // Nothing that is waited for depends on these, and they are most of it.
    for (const revision of state.revisions) revision.pods = [];
    return [moment, { ...state, cluster: 'eks', events: [], actions: [] }];
  });
  writeFileSync(
    join(import.meta.dirname, 'recorded.json'),
    `${JSON.stringify(Object.fromEntries(recorded), null, 2)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
