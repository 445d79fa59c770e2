import { readdirSync, utimesSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { LeftoverFolders } from './LeftoverFolders';

const ENDED = '11111111-1111-4111-8111-111111111111';
const RUNNING = '22222222-2222-4222-8222-222222222222';
const UNKNOWN = '33333333-3333-4333-8333-333333333333';

describe('LeftoverFolders', () => {
  const directory = createMockDirectory();
  const names = () => readdirSync(directory.path).sort();
  const fill = (...folders: string[]) =>
    directory.setContent(
      Object.fromEntries(folders.map(name => [name, { 'a.txt': 'a' }])),
    );

  it('removes what a task has left, and nothing else', async () => {
    const others = [
      RUNNING,
      `${RUNNING}_step-write-Ab12`,
      `x${ENDED}`,
      'somebody-elses',
    ];
    fill(ENDED, `${ENDED}_step-write-Ab12`, ...others);
    await new LeftoverFolders(directory.path).removeOf(ENDED);
    expect(names()).toEqual(others.sort());
  });

  it('sweeps up after tasks that have ended, not after strangers', async () => {
    fill(ENDED, `${ENDED}_step-a-x`, RUNNING, UNKNOWN, 'postgres-1');
    const state: Record<string, boolean> = { [ENDED]: true, [RUNNING]: false };
    await new LeftoverFolders(directory.path).sweep(
      async id => state[id] ?? false,
    );
    expect(names()).toEqual([RUNNING, UNKNOWN, 'postgres-1'].sort());
  });

  it('sweeps up after dry runs of long ago', async () => {
    const old = [
      `dry-run-${ENDED}`,
      `dry-run-content-${ENDED}`,
      `dry-run-${ENDED}_step-write-Ab12`,
    ];
    const fresh = `dry-run-${RUNNING}`;
    fill(...old, fresh, 'dry-run-of-mine');
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    for (const name of [...old, 'dry-run-of-mine']) {
      utimesSync(directory.resolve(name), longAgo, longAgo);
    }
    await new LeftoverFolders(directory.path).sweep(async () => false);
    expect(names()).toEqual([fresh, 'dry-run-of-mine'].sort());
  });
});
