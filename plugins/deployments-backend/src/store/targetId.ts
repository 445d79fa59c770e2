import { createHash } from 'node:crypto';
import type { DeploymentTargetRef } from '@heal7/backstage-plugin-deployments-common';

/**
 * Stable id of a target, of fixed length.
 *
 * @internal
 */
export function targetId(ref: DeploymentTargetRef): string {
  return createHash('sha256')
    .update(JSON.stringify([ref.cluster, ref.namespace, ref.name, ref.engine]))
    .digest('hex');
}

/**
 * Short hash of a value that JSON can hold; the same value written with its
 * keys in another order counts as another.
 *
 * @internal
 */
export function versionOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
