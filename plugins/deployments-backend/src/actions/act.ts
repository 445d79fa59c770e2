import { ConflictError, InputError } from '@backstage/errors';
import { differingBasisFields } from '@heal7/backstage-plugin-deployments-common';
import type {
  DecisionBasis,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentSource,
  KubernetesObject,
  PlannedPatch,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import type { ClusterClient } from '../clusters/ClusterClient';
import { conditionalOn, isSameRef, RecordingReader } from './patches';

const MAX_ATTEMPTS = 5;

/** @internal */
export type ActResult =
  | {
      outcome: 'done';
      root: KubernetesObject;
      /** Version of the root that the last patch left; '' when none did. */
      left: string;
    }
  | {
      outcome: 'conflict';
      root: KubernetesObject;
      fields: string[];
      message: string;
    };

/**
 * A server applies operations before it compares versions: a `test` that
 * fails is answered by 422, and means that somebody else wrote meanwhile.
 */
const isTested = ({ body }: PlannedPatch) =>
  Array.isArray(body) && body.some(({ op }) => op === 'test');

/**
 * Reads the live rollout, checks that it is still what the person saw, and
 * carries out the source's plan. When somebody else writes at the same moment
 * it starts again, as long as the check holds.
 *
 * @throws whatever the source or the cluster refuses with.
 * @internal
 */
export async function act(
  client: ClusterClient,
  source: DeploymentSource,
  request: {
    ref: ResourceRef;
    action: DeploymentAction;
    basis: DecisionBasis;
    revisionHash?: string;
    now: Date;
  },
): Promise<ActResult> {
  let touched = false;
  let left = '';
  for (let attempt = 1; ; attempt++) {
    const reader = new RecordingReader(client);
    const live = await reader.get(request.ref);
    const basis = await source.basisOf(live, reader);
    const fields = differingBasisFields(request.basis, basis);
    if (fields.length > 0) {
      return {
        outcome: 'conflict',
        root: live,
        fields,
        message: conflictMessage(fields, touched),
      };
    }
    const { action, revisionHash, now } = request;
    const plan = await source.plan({ action, live, revisionHash, now }, reader);
    try {
      for (const step of plan) {
        if (step.type === 'service-call') {
          await client.callService(step);
          touched = true;
          continue;
        }
        const version = await reader.versionOf(step.ref);
        const patched = await client
          .patch(conditionalOn(step, version))
          .catch(error => {
            throw isTested(step) && error instanceof InputError
              ? new ConflictError(error.message, error)
              : error;
          });
        reader.record(step.ref, patched);
        if (isSameRef(step.ref, request.ref)) {
          left = patched.metadata.resourceVersion ?? '';
        }
        touched = true;
      }
      return { outcome: 'done', root: await client.get(request.ref), left };
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === MAX_ATTEMPTS) {
        throw error;
      }
    }
  }
}

function conflictMessage(fields: string[], touched: boolean): string {
  const what = fields.includes('uid')
    ? 'The rollout was deleted and made again'
    : `The rollout has moved on since you looked (${fields.join(', ')})`;
  return touched
    ? `${what} while the action was being carried out, and part of it was done. Check the state now shown.`
    : `${what}; nothing was changed. Check the state now shown and decide again.`;
}
