import { TestDatabases } from '@backstage/backend-test-utils';
import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import { stateOf, testDatabase } from '../__testUtils__/testStore';
import { KnexLeaseStore } from './KnexLeaseStore';
import { KnexStateReader } from './KnexStateReader';
import { KnexTargetStore } from './KnexTargetStore';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-23T09:00:00Z');
const databases = TestDatabases.create();

const anything: EntitySelector = {
  labels: [],
  cluster: null,
  namespace: null,
  names: null,
};

describe.each(databases.eachSupportedId())('KnexStateReader on %s', id => {
  async function open() {
    const knex = await testDatabase(databases, id);
    const leases = new KnexLeaseStore(knex);
    const times = { now: NOW, ttlMs: 15_000 };
    return {
      reader: new KnexStateReader(knex),
      targets: new KnexTargetStore(knex),
      lease: (await leases.acquire('east', 'one', times))!,
    };
  }

  it('shows what was written before the question, while others read', async () => {
    const { reader, targets, lease } = await open();
    const put = (step: number) =>
      targets.write(
        lease,
        { puts: [stateOf('east', 'saju', { step })], removals: [] },
        NOW,
      );
    const steps = async () =>
      (await reader.select(anything)).map(({ state }) => state.step?.index);
    await put(1);
    // The second waits for a read of its own, which the others then share.
    const before = [steps(), steps()];
    await put(2);
    expect(await Promise.all([steps(), steps()])).toEqual([[2], [2]]);
    await Promise.all(before);
  });

  it('reads other rollouts for another selector', async () => {
    const { reader, targets, lease } = await open();
    await targets.write(
      lease,
      {
        puts: [stateOf('east', 'saju'), stateOf('east', 'tarot')],
        removals: [],
      },
      NOW,
    );
    const named = async (name: string) =>
      (await reader.select({ ...anything, names: [name] })).map(
        ({ state }) => state.name,
      );
    expect(await Promise.all([named('saju'), named('tarot')])).toEqual([
      ['saju'],
      ['tarot'],
    ]);
  });
});
