import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  parseLabelSelector,
  WORKLOAD_MARKS,
} from '@heal7/backstage-plugin-deployments-common';

const KEY = 'deployments.workloads.labelSelector';

/**
 * Which workloads are watched: those that an entity can be shown with, unless
 * the configuration says otherwise.
 *
 * @throws InputError when it is no label selector.
 * @public
 */
export function readWorkloadSelector(config: Config): string {
  const selector = config.getOptionalString(KEY) ?? WORKLOAD_MARKS.kubernetesId;
  try {
    parseLabelSelector(selector);
  } catch (error) {
    throw new InputError(`${KEY} cannot be used: ${(error as Error).message}`);
  }
  return selector;
}
