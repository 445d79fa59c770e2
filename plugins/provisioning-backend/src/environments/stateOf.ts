import type { StateLocation } from '@heal7/backstage-plugin-provisioning-node';
import { resolve } from 'node:path';
import type { StateConfig } from '../config/provisioningConfig';

const keyOf = (...parts: string[]): string =>
  parts
    .map(part => part.replace(/^\/+|\/+$/g, ''))
    .filter(part => part !== '')
    .join('/');

/**
 * Where the state of one stack is kept: a place of its own, that people find
 * by the names of environment and stack.
 *
 * @internal
 */
export function stateOf(
  config: StateConfig,
  stack: { name: string; environment: string },
): StateLocation {
  const { environment, name } = stack;
  switch (config.type) {
    case 'local':
      return {
        type: 'local',
        path: resolve(config.directory, environment, `${name}.tfstate`),
      };
    case 's3':
      return {
        type: 's3',
        bucket: config.bucket,
        key: keyOf(config.prefix, environment, name, 'terraform.tfstate'),
        region: config.region,
        endpoint: config.endpoint,
        kmsKeyId: config.kmsKeyId,
      };
    default:
      return {
        type: 'gcs',
        bucket: config.bucket,
        prefix: keyOf(config.prefix, environment, name),
      };
  }
}
