import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  ActionRequestBody,
  TargetAccess,
} from '@heal7/backstage-plugin-deployments-common';
import { whyDenied } from '../access/whyDenied';
import type { Cluster } from '../clusters/Cluster';

/**
 * The cluster to act in, when the action may be taken there.
 *
 * @throws NotAllowedError, InputError saying what is missing.
 * @internal
 */
export function admit(
  cluster: Cluster | undefined,
  access: TargetAccess,
  body: Pick<ActionRequestBody, 'target' | 'action' | 'reason'>,
): Cluster {
  if (!cluster || !access.allowed.includes(body.action)) {
    throw new NotAllowedError(
      `Cannot ${body.action} ${body.target.name} in cluster '${
        body.target.cluster
      }': ${whyDenied(access)}`,
    );
  }
  if (access.reasonRequired && !body.reason?.trim()) {
    throw new InputError(
      `Say why: actions in cluster '${body.target.cluster}' need a \`reason\`; it is kept in the history`,
    );
  }
  return cluster;
}
