import { findCondition } from '../simulator/rollout/conditions.mts';
import type { Rollout } from '../simulator/rollout/types.mts';
import { deploy, findRollout } from './deploy.mts';
import type { Stage } from './scenario.mts';
import type { Release, ServiceDefinition } from './service.mts';

/** How a service lives on in one cluster. */
export interface ReleasePlan {
  service: ServiceDefinition;
  /** Seconds that a healthy version is left alone. */
  restSeconds: number;
  /** Follows the other cluster instead of making versions of its own. */
  follows: boolean;
  /** True when the versions with an odd last number are bad. */
  everyOtherFails?: boolean;
}

/** The versions that are out, shared by the clusters of one scenario. */
export class ReleaseTrain {
  readonly #proven = new Map<string, string>();

  /** Remembers the version that a leading cluster has promoted. */
  prove(service: string, version: string): void {
    this.#proven.set(service, version);
  }

  proven(service: string): string | undefined {
    return this.#proven.get(service);
  }
}

/** Seconds after which an aborted version is followed by the next one. */
const ABORTED_SECONDS = 15 * 60;

/** The version after a version: patches, and each fourth time a minor. */
export function nextVersion(version: string): string {
  const [major, minor, patch] = version.split('.').map(Number);
  return patch >= 3
    ? `${major}.${minor + 1}.0`
    : `${major}.${minor}.${patch + 1}`;
}

/** The release of a version in a plan. */
export function releaseOf(plan: ReleasePlan, version: string): Release {
  const odd = Number(version.split('.').at(-1)) % 2 === 1;
  return plan.everyOtherFails && odd
    ? { version, fault: 'errors' }
    : { version };
}

function versionOf(rollout: Rollout): string {
  const image = rollout.spec.template.spec.containers[0]?.image ?? '';
  return image.slice(image.lastIndexOf(':') + 1);
}

function secondsSince(time: string | undefined, now: number): number {
  return time ? (now - Date.parse(time)) / 1000 : 0;
}

/** True once nothing more will happen to the rollout by itself. */
function hasRested(plan: ReleasePlan, rollout: Rollout, now: number): boolean {
  const { status, metadata } = rollout;
  if (status?.observedGeneration !== String(metadata.generation)) {
    return false;
  }
  if (status.abort) {
    return secondsSince(status.abortedAt, now) > ABORTED_SECONDS;
  }
  const healthy = findCondition(status.conditions, 'Healthy');
  return (
    status.phase === 'Healthy' &&
    healthy?.status === 'True' &&
    secondsSince(healthy.lastTransitionTime, now) > plan.restSeconds
  );
}

/** Deploys the next version where the last one has rested long enough. */
export function continueReleases(
  stage: Stage,
  plans: readonly ReleasePlan[],
  train: ReleaseTrain,
): void {
  const now = stage.clock.now();
  for (const plan of plans) {
    const rollout = findRollout(stage.store, plan.service.name);
    if (!rollout) {
      continue;
    }
    const current = versionOf(rollout);
    if (!plan.follows && rollout.status?.phase === 'Healthy') {
      train.prove(plan.service.name, current);
    }
    if (!hasRested(plan, rollout, now)) {
      continue;
    }
    const next = plan.follows
      ? train.proven(plan.service.name)
      : nextVersion(current);
    if (next && next !== current) {
      deploy(stage.store, plan.service, releaseOf(plan, next));
    }
  }
}
