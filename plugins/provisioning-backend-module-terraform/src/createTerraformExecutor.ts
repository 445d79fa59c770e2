import type { Config } from '@backstage/config';
import type { Executor } from '@heal7/backstage-plugin-provisioning-node';
import { readSettings } from './engine/Settings';
import { TerraformExecutor } from './executor/TerraformExecutor';

/**
 * The executor by itself, for programs that are no backend, as benches and tests.
 *
 * @param config - with `provisioning.terraform`
 * @public
 */
export function createTerraformExecutor(config: Config): Executor {
  return new TerraformExecutor(readSettings(config));
}
