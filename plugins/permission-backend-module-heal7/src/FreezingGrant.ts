import type { Config } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readGranted } from './granted';

/**
 * One line of `platform.freezing`: who may freeze clusters and environments.
 */
export interface FreezingGrant {
  to: 'everyone' | string[];
}

/** A cluster that nobody can act on is none that a freeze could hold back. */
function onlyDemosCanBeActedOn(root: Config): boolean {
  const clusters =
    root.getOptional<Record<string, JsonObject | null>>(
      'deployments.clusters',
    ) ?? {};
  return Object.values(clusters).every(
    cluster => cluster?.acting === undefined || cluster.demo === true,
  );
}

/**
 * Reads `platform.freezing`. The permission knows no clusters, so a grant that
 * is `demoOnly` is dropped as a whole where any real cluster can be acted on.
 *
 * @throws Error naming the key that cannot be read; the backend then does not
 * start.
 */
export function readFreezingGrants(root: Config): FreezingGrant[] {
  const demosOnly = onlyDemosCanBeActedOn(root);
  return (root.getOptionalConfigArray('platform.freezing') ?? [])
    .map(config => ({
      to: readGranted(config, 'platform.freezing', ['everyone']),
      demoOnly: config.getOptionalBoolean('demoOnly') ?? false,
    }))
    .filter(({ demoOnly }) => demosOnly || !demoOnly)
    .map(({ to }) => ({ to }));
}
