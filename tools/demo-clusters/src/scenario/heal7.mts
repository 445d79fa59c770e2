import { RESOURCES } from '../store/resourceType.mts';
import type { Rollout } from '../simulator/rollout/types.mts';
import { deploy, findRollout } from './deploy.mts';
import { aiModels, apiGateway, sajuEngine, webMain } from './heal7Services.mts';
import { createInfrastructure } from './infrastructure.mts';
import {
  continueReleases,
  releaseOf,
  ReleaseTrain,
  type ReleasePlan,
} from './releases.mts';
import type { Scenario, Stage } from './scenario.mts';

/** Something that happened before the server started. */
interface PastEvent {
  /** Seconds before now. */
  ago: number;
  plan: ReleasePlan;
  /** A version to deploy, or a person who goes on past the pause. */
  action: { release: string } | 'promote';
}

/** Names of the services that the scenario itself plays. */
export const HEAL7_SERVICES = [
  webMain.name,
  apiGateway.name,
  sajuEngine.name,
  aiModels.name,
  'heal7-database',
];

const MINUTE = 60;

/** What a person's promotion writes into a paused rollout. */
function promote(stage: Stage, name: string): void {
  const rollout = findRollout(stage.store, name);
  if (rollout?.status?.pauseConditions) {
    const { pauseConditions, ...status } = rollout.status;
    stage.store.replace<Rollout>(
      RESOURCES.rollouts,
      { ...rollout, status },
      'status',
    );
  }
}

/** A version every 35 minutes in the past, promoted where it has to be. */
function history(
  plan: ReleasePlan,
  versions: string[],
  lastAgo: number,
  promoted: boolean,
): PastEvent[] {
  return versions.flatMap((version, index) => {
    const ago = lastAgo + (versions.length - 1 - index) * 35 * MINUTE;
    const release: PastEvent = { ago, plan, action: { release: version } };
    return promoted && index > 0
      ? [release, { ago: ago - 5 * MINUTE, plan, action: 'promote' }]
      : [release];
  });
}

/** Plays the past second by second, coarser the longer ago it is. */
function play(stage: Stage, events: PastEvent[]): void {
  const queue = [...events].sort((a, b) => b.ago - a.ago);
  let ago = queue[0]?.ago ?? 0;
  while (ago > 0) {
    stage.clock.offset = -ago * 1000;
    while (queue.length > 0 && queue[0].ago >= ago) {
      const { plan, action } = queue[0];
      queue.shift();
      if (action === 'promote') {
        promote(stage, plan.service.name);
      } else {
        deploy(stage.store, plan.service, releaseOf(plan, action.release));
      }
    }
    stage.simulator.tick();
    const step = ago > 12 * MINUTE ? 5 : 1;
    const nothingMoves = stage.simulator.activeCount === 0;
    ago = nothingMoves ? Math.min(ago - step, queue[0]?.ago ?? 0) : ago - step;
  }
  stage.clock.offset = 0;
}

interface ClusterScript {
  plans: ReleasePlan[];
  past: PastEvent[];
}

function primary(): ClusterScript {
  const web = { service: webMain, restSeconds: 75, follows: false };
  const gateway = { service: apiGateway, restSeconds: 240, follows: false };
  const engine = {
    service: sajuEngine,
    restSeconds: 150,
    follows: false,
    everyOtherFails: true,
  };
  return {
    plans: [web, gateway, engine],
    past: [
      ...history(web, ['2.6.2', '2.6.3', '2.7.0'], 40 * MINUTE, false),
      { ago: 45, plan: web, action: { release: '2.7.1' } },
      ...history(gateway, ['1.14.1', '1.14.2', '1.14.3'], 55 * MINUTE, true),
      { ago: 7 * MINUTE, plan: gateway, action: { release: '1.15.0' } },
      ...history(engine, ['3.2.0', '3.2.2'], 50 * MINUTE, false),
      { ago: 6 * MINUTE, plan: engine, action: { release: '3.2.3' } },
    ],
  };
}

function secondary(): ClusterScript {
  const web = { service: webMain, restSeconds: 45, follows: true };
  const gateway = { service: apiGateway, restSeconds: 60, follows: true };
  const models = { service: aiModels, restSeconds: 180, follows: false };
  return {
    plans: [web, gateway, models],
    past: [
      ...history(web, ['2.6.2', '2.6.3'], 70 * MINUTE, false),
      { ago: 10 * MINUTE, plan: web, action: { release: '2.7.0' } },
      ...history(gateway, ['1.14.1', '1.14.2'], 60 * MINUTE, true),
      ...history(models, ['0.8.3', '0.9.0'], 45 * MINUTE, true),
      { ago: 4 * MINUTE, plan: models, action: { release: '0.9.1' } },
    ],
  };
}

/**
 * Makes heal7's scenario for both clusters: the primary one (any name that
 * begins with `eks`) leads, the other one follows it some minutes behind.
 */
export function createHeal7Scenario(): Scenario {
  const train = new ReleaseTrain();
  return stage => {
    const script = stage.cluster.startsWith('eks') ? primary() : secondary();
    stage.clock.offset = -3 * 3600 * 1000;
    createInfrastructure(stage);
    play(stage, script.past);
    return () => continueReleases(stage, script.plans, train);
  };
}
