import { ConflictError } from '@backstage/errors';
import type { DeploymentAction } from '@heal7/backstage-plugin-deployments-common';
import { asText } from '@heal7/backstage-plugin-deployments-node';
import type {
  ClusterReader,
  KubernetesObject,
  PlannedPatch,
  PlannedStep,
  PlanRequest,
} from '@heal7/backstage-plugin-deployments-node';
import type { CanaryData } from '../canary/CanaryData';
import { closesAfterRun, gateToOpen } from '../canary/gates';
import { hasFailed, phaseOf } from '../canary/phases';
import { readCanary } from '../canary/readCanary';
import { canaries } from '../kinds';
import { refusalOf } from '../project/refusals';
import { callGates } from './gates';
import { targetRef } from './live';
import { planRollback } from './rollback';

/** As `kubectl rollout restart` names it. */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

interface Live {
  canary: KubernetesObject;
  data: CanaryData;
  now: Date;
}

function ofCanary(
  { canary }: Live,
  spec: Record<string, unknown>,
): PlannedPatch {
  const { group, version, plural } = canaries;
  return {
    ref: {
      group,
      version,
      plural,
      namespace: asText(canary.metadata.namespace),
      name: canary.metadata.name,
    },
    type: 'merge',
    body: { spec },
  };
}

/** Flagger looks at nothing while it is suspended. */
const released = (live: Live) =>
  live.data.spec.suspended ? [ofCanary(live, { suspend: false })] : [];

/** A rollback gate that ended a run and was left open would end the next. */
const reclosed = ({ canary, data }: Pick<Live, 'canary' | 'data'>) =>
  hasFailed(data) && !closesAfterRun(data, 'rollback')
    ? callGates(canary, data, 'rollback', 'close')
    : [];

/** A template that differs in a time is a new revision to Flagger. */
function newRun(live: Live): PlannedStep[] {
  const annotations = { [RESTARTED_AT]: live.now.toISOString() };
  return [
    ...reclosed(live),
    {
      ref: targetRef(live.canary, live.data),
      type: 'merge',
      body: { spec: { template: { metadata: { annotations } } } },
    },
  ];
}

const PLANS: Record<
  Exclude<DeploymentAction, 'rollback' | 'skip-step'>,
  (live: Live) => PlannedStep[]
> = {
  // The gate first: what is released goes on.
  promote: live => {
    const gate = gateToOpen(live.data);
    return [
      ...(gate ? callGates(live.canary, live.data, gate, 'open') : []),
      ...released(live),
    ];
  },
  'promote-full': live => [
    ...(phaseOf(live.data) === 'Waiting'
      ? callGates(live.canary, live.data, 'confirm-rollout', 'open')
      : []),
    ofCanary(live, {
      skipAnalysis: true,
      ...(live.data.spec.suspended ? { suspend: false } : {}),
    }),
  ],
  pause: live => [ofCanary(live, { suspend: true })],
  resume: live => [ofCanary(live, { suspend: false })],
  abort: live => [
    ...callGates(live.canary, live.data, 'rollback', 'open'),
    ...released(live),
  ],
  retry: newRun,
  restart: newRun,
};

/**
 * What carries out an action on the live Canary, in order.
 *
 * @throws ConflictError when the action makes no sense in the live state.
 * @throws InputError when a rollback names no revision that is kept.
 */
export async function plan(
  request: PlanRequest,
  reader: ClusterReader,
): Promise<PlannedStep[]> {
  const { action, live: canary, now } = request;
  const data = readCanary(canary);
  const refusal = refusalOf(action, data);
  if (refusal) {
    throw new ConflictError(refusal.message);
  }
  if (action === 'rollback' || action === 'skip-step') {
    const steps = await planRollback(request, data, reader);
    return [...reclosed({ canary, data }), ...steps];
  }
  return PLANS[action]({ canary, data, now });
}
