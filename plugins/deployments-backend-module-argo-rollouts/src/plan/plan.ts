import { ConflictError } from '@backstage/errors';
import type { DeploymentAction } from '@heal7/backstage-plugin-deployments-common';
import type {
  ClusterReader,
  PlannedPatch,
  PlanRequest,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import { formatTime } from '@heal7/backstage-plugin-deployments-node';
import { refusalOf } from '../project/refusals';
import { readRollout } from '../rollout/readRollout';
import type { RolloutData } from '../rollout/RolloutData';
import { planRollback, rolloutRef } from './rollback';
import { unsettledFor } from './settled';
import { promotion, stepSkip } from './statusPatch';

type Body = Record<string, unknown>;

/** What an action changes in the spec and in the status of the Rollout. */
interface Change {
  spec?: Body;
  status?: Body | null;
}

// The controller writes back the time that it restarted for in whole seconds
// and would restart forever for one with a fraction.
const wholeSecond = (time: Date) =>
  formatTime(Math.floor(time.getTime() / 1000) * 1000);

const CHANGES: Record<
  Exclude<DeploymentAction, 'rollback'>,
  (data: RolloutData, now: Date) => Change
> = {
  promote: data => ({ ...released(data), status: promotion(data) }),
  'promote-full': data => ({
    ...released(data),
    status: { promoteFull: true },
  }),
  'skip-step': data => ({ status: stepSkip(data) }),
  pause: () => ({ spec: { paused: true } }),
  resume: () => ({ spec: { paused: false } }),
  abort: () => ({ status: { abort: true } }),
  retry: () => ({ status: { abort: false } }),
  restart: (_, now) => ({ spec: { restartAt: wholeSecond(now) } }),
};

/** Lifts a pause by hand, which would hold whatever the status says. */
function released(data: RolloutData): Change {
  return data.spec.paused ? { spec: { paused: false } } : {};
}

function patchesOf(ref: ResourceRef, change: Change): PlannedPatch[] {
  const patches: PlannedPatch[] = [];
  if (change.spec) {
    patches.push({ ref, type: 'merge', body: { spec: change.spec } });
  }
  if (change.status) {
    patches.push({
      ref,
      subresource: 'status',
      type: 'merge',
      body: { status: change.status },
    });
  }
  return patches;
}

const delay = (milliseconds: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, milliseconds);
  });

/**
 * The patches that carry out an action on the live Rollout, in order. Waits a
 * moment where the controller has only just written to it; if it moves on
 * meanwhile, the patches conflict and are planned again.
 *
 * @throws ConflictError when the action makes no sense in the live state.
 * @throws InputError when a rollback names no revision that is kept.
 */
export async function plan(
  request: PlanRequest,
  reader: ClusterReader,
): Promise<PlannedPatch[]> {
  const { action, live, now } = request;
  const data = readRollout(live);
  const refusal = refusalOf(action, data);
  if (refusal) {
    throw new ConflictError(refusal.message);
  }
  await delay(unsettledFor(live, new Date()));
  const ref = rolloutRef(live);
  return action === 'rollback'
    ? planRollback(request, data, ref, reader)
    : patchesOf(ref, CHANGES[action](data, now));
}
