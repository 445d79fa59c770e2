import type {
  ClusterStatus,
  DeploymentView,
  EntityDeployments,
  Wave,
  WaveAction,
  WavePlan,
  WavePlanList,
  WavePlanStatus,
  WavePlanRequest,
} from '@heal7/backstage-plugin-deployments-common';
import type { Phrase } from '../translation';
import { actionChoices } from './actionChoices';
import type { ActionObstacle } from './actionChoices';
import { imageVersion, parseImage } from './imageName';
import { targetKey, targetOf } from './replaceState';
import { revisionPair, versionOf } from './revisions';
import type { WaveDraft } from './waveDraft';

/** What a plan can do, in the order in which it is offered. @internal */
export const WAVE_ACTIONS: readonly WaveAction[] = ['promote', 'promote-full'];

/** How long a wave stays healthy unless somebody says otherwise. @internal */
export const DEFAULT_HEALTHY_MINUTES = 15;

/** The longest that a wave can be told to stay healthy. @internal */
export const MAX_HEALTHY_MINUTES = 24 * 60;

/** Characters that the name of a wave may have. */
const NAME_LIMIT = 63;

/** One target at which a revision is being rolled out. @internal */
export interface WaveMember {
  key: string;
  /** Cluster's title, with the rollout's name where that alone says too little. */
  label: string;
  cluster: ClusterStatus;
  view: DeploymentView;
}

/** Targets at which the same images are being rolled out. @internal */
export interface WaveGroup {
  key: string;
  version: string;
  /** In the order of the answer's clusters. */
  members: WaveMember[];
}

/** Of the revision being rolled out; null while there is none. */
function imagesUnderWay({ state }: DeploymentView): string | null {
  const { next } = revisionPair(state);
  const steerable = state.actions.some(
    ({ action, refusal }) =>
      WAVE_ACTIONS.some(wanted => wanted === action) &&
      refusal?.code !== 'unsupported',
  );
  return next && steerable ? next.images.join('\n') || next.hash : null;
}

const isWaiting = ({ state }: DeploymentView) =>
  !state.aborted && (state.phase === 'paused' || state.phase === 'progressing');

function withLabels(members: Omit<WaveMember, 'label'>[]): WaveMember[] {
  const alone = (name: string) =>
    members.filter(({ cluster }) => cluster.name === name).length === 1;
  return members.map(member => {
    const { cluster, view } = member;
    const label = alone(cluster.name)
      ? cluster.title
      : `${cluster.title} / ${view.state.name}`;
    return { ...member, label };
  });
}

/**
 * What could be promoted in waves: images that wait at two targets or more.
 * Targets at which the same images were aborted or are degraded are members
 * too, so that it can be said why they take no part.
 *
 * @internal
 */
export function waveGroups(answer: EntityDeployments): WaveGroup[] {
  const groups = new Map<string, Omit<WaveMember, 'label'>[]>();
  for (const cluster of answer.clusters) {
    for (const view of answer.items) {
      const images = imagesUnderWay(view);
      if (view.state.cluster === cluster.name && images !== null) {
        const key = targetKey(targetOf(view.state));
        const member = { key, cluster, view };
        groups.set(images, [...(groups.get(images) ?? []), member]);
      }
    }
  }
  return [...groups]
    .filter(([, members]) => members.filter(m => isWaiting(m.view)).length > 1)
    .map(([key, members]) => {
      const { state } = members[0].view;
      return {
        key,
        version: versionOf(state, state.basis.revisionHash),
        members: withLabels(members),
      };
    });
}

/** What is only a matter of time: the plan waits for it. */
const PASSING = ['not-paused', 'spec-not-observed'];

/**
 * Why a target cannot take part in a plan; null when it can.
 *
 * @internal
 */
export function waveObstacle(
  { state, access }: DeploymentView,
  action: WaveAction,
): ActionObstacle | null {
  const offered = actionChoices(state, access).find(c => c.action === action);
  if (!offered) {
    return { by: 'engine', refusal: { code: 'unsupported', message: '' } };
  }
  const { obstacle } = offered;
  const passing =
    action === 'promote' &&
    obstacle?.by === 'engine' &&
    PASSING.includes(obstacle.refusal.code);
  if (!passing) {
    return obstacle;
  }
  return access.allowed.includes(action)
    ? null
    : {
        by: 'access',
        denial: access.denial ?? 'not-permitted',
        freeze: access.freeze,
      };
}

/** A cluster after the other, in the order in which they are shown. @internal */
export function defaultWaves(members: WaveMember[]): WaveDraft[] {
  const clusters = [...new Set(members.map(({ cluster }) => cluster.name))];
  return clusters.map(name => ({
    targets: members
      .filter(({ cluster }) => cluster.name === name)
      .map(({ key }) => key),
    healthyMinutes: DEFAULT_HEALTHY_MINUTES,
  }));
}

/**
 * What a plan of these waves does, sentence by sentence.
 *
 * @param named - writes out targets by their keys.
 * @internal
 */
export function waveSummary(
  waves: WaveDraft[],
  named: (keys: string[]) => string,
): Phrase[] {
  return waves.flatMap(({ targets, healthyMinutes }, index): Phrase[] => {
    const next = waves[index + 1];
    const params = {
      before: named(targets),
      ...(next ? { targets: named(next.targets) } : {}),
    };
    const what = next ? 'next' : 'end';
    const then: Phrase =
      healthyMinutes > 0
        ? {
            key: `waves.summary.${what}After`,
            params: { ...params, count: healthyMinutes },
          }
        : { key: `waves.summary.${what}AtOnce`, params };
    return index > 0
      ? [then]
      : [
          { key: 'waves.summary.now', params: { targets: params.before } },
          then,
        ];
  });
}

/** The plan that the backend is asked for. @internal */
export function planRequest(
  action: WaveAction,
  waves: WaveDraft[],
  members: WaveMember[],
  reason: string,
): WavePlanRequest {
  const byKey = new Map(members.map(member => [member.key, member]));
  return {
    action,
    waves: waves.map(({ targets, healthyMinutes }) => {
      const parts = targets.flatMap(key => byKey.get(key) ?? []);
      const name = parts.map(({ label }) => label).join(', ');
      return {
        ...(name.length <= NAME_LIMIT ? { name } : {}),
        targets: parts.map(({ view: { state } }) => ({
          target: targetOf(state),
          basis: state.basis,
        })),
        healthyFor: { minutes: healthyMinutes },
      };
    }),
    ...(reason ? { reason } : {}),
  };
}

const ENDS: WavePlanStatus[] = ['done', 'stopped', 'cancelled'];

/** Whether a plan will do something yet. @internal */
export const isRunning = ({ status }: Pick<WavePlan, 'status'>): boolean =>
  !ENDS.includes(status);

/** For how long an ended plan is news. */
const NEWS_MS = 24 * 3_600_000;

/**
 * The plan that the tab shows: the one that runs, else the last one while it
 * is news.
 *
 * @param now - milliseconds since the epoch, by the server's clock.
 * @internal
 */
export function planToShow(
  { items }: WavePlanList,
  now: number,
): WavePlan | null {
  const [newest] = items;
  const recent =
    newest?.endedAt && now - Date.parse(newest.endedAt) < NEWS_MS
      ? newest
      : null;
  return items.find(isRunning) ?? recent;
}

/** How far a plan is with one of its waves. @internal */
export type WaveProgress =
  | 'upcoming'
  | 'acting'
  | 'soaking'
  | 'through'
  | 'stopped'
  | 'cancelled'
  | 'never';

/** @internal */
export function waveProgress(plan: WavePlan, index: number): WaveProgress {
  if (index < plan.currentWave || plan.status === 'done') {
    return 'through';
  }
  const current = index === plan.currentWave;
  switch (plan.status) {
    case 'acting':
      return current ? 'acting' : 'upcoming';
    case 'waiting':
      return current ? 'soaking' : 'upcoming';
    case 'stopped':
      return current ? 'stopped' : 'never';
    default:
      return current ? 'cancelled' : 'never';
  }
}

/**
 * When a wave will have been healthy for long enough if nothing happens; null
 * while it is not counted. ISO 8601.
 *
 * @internal
 */
export function soakEndsAt(wave: Wave): string | null {
  if (!wave.soakedAt || wave.endedAt) {
    return null;
  }
  const left = Math.max(0, wave.healthyForSeconds - wave.soakedSeconds);
  const end = Date.parse(wave.soakedAt) + left * 1000;
  return Number.isNaN(end) ? null : new Date(end).toISOString();
}

/** What is being promoted, in short. @internal */
export function planVersion({ waves }: WavePlan): string {
  const target = waves[0]?.targets[0];
  const [image] = target?.images ?? [];
  return image ? imageVersion(parseImage(image)) : target?.revisionHash ?? '';
}

/** Where a plan stands, in one sentence without any time. @internal */
export function planHeadline(plan: WavePlan): Phrase {
  const params = { number: plan.currentWave + 1, total: plan.waves.length };
  return { key: `waves.headline.${plan.status}`, params };
}
