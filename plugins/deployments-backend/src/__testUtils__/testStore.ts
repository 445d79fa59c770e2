import type { TestDatabases } from '@backstage/backend-test-utils';
import { mockServices } from '@backstage/backend-test-utils';
import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import { openDatabase } from '../store/migrate';
import { SourceWatch } from '../collector/SourceWatch';
import { fakeSource, rollout } from './fakeSource';

/** A database with the plugin's tables. */
export async function testDatabase(
  databases: TestDatabases,
  id: Parameters<TestDatabases['init']>[0],
) {
  const knex = await databases.init(id);
  await openDatabase(
    mockServices.database({ knex, migrations: { skip: false } }),
  );
  return knex;
}

/** The state of a rollout of the fake engine. */
export function stateOf(
  cluster: string,
  ...options: Parameters<typeof rollout>
): DeploymentState {
  const watch = new SourceWatch(cluster, fakeSource, {
    changed: () => undefined,
    unreadable: detail => {
      throw new Error(detail);
    },
  });
  for (const kind of fakeSource.kinds) {
    const { sink } = watch.sinkFor(kind, null);
    const list = sink.startList();
    if (kind === fakeSource.root) {
      list.add(rollout(...options));
    }
    list.commit();
    sink.live();
  }
  return watch.takeChanges().puts[0];
}
