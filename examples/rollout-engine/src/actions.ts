import { ConflictError } from '@backstage/errors';
import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionOffer,
  ActionRefusal,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  PlannedPatch,
  PlanRequest,
} from '@heal7/backstage-plugin-deployments-node';
import { asText } from '@heal7/backstage-plugin-deployments-node';
import { readService, services } from './kinds';
import { splitOf } from './split';
import type { Split } from './split';

/** The one place that says what is possible: offers and plans both ask it. */
function refusalOf(
  action: DeploymentAction,
  { stable }: Split,
): ActionRefusal | null {
  if (action !== 'promote-full' && action !== 'abort') {
    return {
      code: 'unsupported',
      message: `Knative has no way to ${action}.`,
    };
  }
  return stable === ''
    ? {
        code: 'fully-promoted',
        message: 'The newest revision has all requests already.',
      }
    : null;
}

/** Every action once, possible or not. */
export const offersOf = (split: Split): ActionOffer[] =>
  DEPLOYMENT_ACTIONS.map(action => ({
    action,
    refusal: refusalOf(action, split),
    editsSpec: true,
  }));

/** What to patch, from the live object alone. */
export async function plan({
  action,
  live,
}: PlanRequest): Promise<PlannedPatch[]> {
  const split = splitOf(readService(live));
  const refused = refusalOf(action, split);
  if (refused) {
    throw new ConflictError(refused.message);
  }
  const target = action === 'abort' ? split.stable : split.latest;
  const { group, version, plural } = services;
  return [
    {
      ref: {
        group,
        version,
        plural,
        namespace: asText(live.metadata.namespace),
        name: live.metadata.name,
      },
      type: 'merge',
      body: { spec: { traffic: [{ revisionName: target, percent: 100 }] } },
    },
  ];
}
