import type {
  DeploymentAction,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type { Phrase } from '../translation';
import { revisionPair, versionOf } from './revisions';
import { percentOf, weightAtStep } from './weights';

function movesOn(state: DeploymentState): Phrase[] {
  const total = state.steps.length;
  if (total === 0) {
    return [
      {
        key: 'consequence.switchOver',
        params: { version: versionOf(state, state.basis.revisionHash) },
      },
    ];
  }
  const at = state.step?.index ?? 0;
  const from = percentOf(weightAtStep(state, at), state.weight.max);
  const to = percentOf(weightAtStep(state, at + 1), state.weight.max);
  const version = versionOf(state, state.basis.revisionHash);
  return [
    at + 1 >= total
      ? { key: 'consequence.lastStep', params: { from: at + 1, total } }
      : {
          key: 'consequence.nextStep',
          params: { from: at + 1, to: at + 2, total },
        },
    from === to
      ? { key: 'consequence.weightStays', params: { version, percent: to } }
      : { key: 'consequence.weightMoves', params: { version, from, to } },
  ];
}

/** What is done differently by engines that have no steps of their own. */
function byEngine(
  action: DeploymentAction,
  state: DeploymentState,
  stable: string,
): Phrase[] | null {
  const version = versionOf(state, state.basis.revisionHash);
  switch (`${state.engine} ${action}`) {
    case 'flagger promote':
      return [{ key: 'versions.openGate', params: { version } }];
    case 'istio-blue-green abort':
      return [{ key: 'versions.switchBack', params: { stable, version } }];
    case 'deployment pause':
      return [{ key: 'versions.rollingPause' }];
    case 'deployment resume':
      return [{ key: 'versions.rollingResume', params: { version } }];
    case 'deployment abort':
    case 'statefulset abort':
      return [
        { key: 'versions.rollingAbort', params: { version } },
        { key: 'versions.rollingReplaced' },
      ];
    default:
      return null;
  }
}

/**
 * What an action will do to this rollout, sentence by sentence, told from the
 * state that the person sees.
 *
 * @param rollbackTo - for `rollback`: hash of the revision chosen.
 * @internal
 */
export function consequences(
  action: DeploymentAction,
  state: DeploymentState,
  rollbackTo?: string,
): Phrase[] {
  const { serving } = revisionPair(state);
  const version = versionOf(state, state.basis.revisionHash);
  const stable = serving ? versionOf(state, serving.hash) : '';
  const percent = percentOf(state.weight.actual, state.weight.max);
  const special = byEngine(action, state, stable);
  if (special) {
    return special;
  }
  switch (action) {
    case 'promote':
    case 'skip-step':
      return movesOn(state);
    case 'promote-full': {
      const left = Math.max(0, state.steps.length - (state.step?.index ?? 0));
      return [
        ...(left > 0
          ? [{ key: 'consequence.skipAll' as const, params: { count: left } }]
          : []),
        {
          key: 'consequence.weightMoves',
          params: { version, from: percent, to: 100 },
        },
      ];
    }
    case 'pause':
      return [{ key: 'consequence.pause', params: { version, percent } }];
    case 'resume':
      return [{ key: 'consequence.resume', params: { version, percent } }];
    case 'abort':
      return [
        { key: 'consequence.abort', params: { stable, version, percent } },
        { key: 'consequence.abortScale', params: { version } },
      ];
    case 'retry':
      return [{ key: 'consequence.retry', params: { version } }];
    case 'restart':
      return [
        {
          key: 'consequence.restart',
          params: { count: state.replicas.desired },
        },
      ];
    default:
      return [
        {
          key: 'consequence.rollback',
          params: {
            from: version,
            to: rollbackTo ? versionOf(state, rollbackTo) : '—',
          },
        },
        state.strategy === 'rolling'
          ? { key: 'versions.rollingReplaced' }
          : { key: 'consequence.rollbackSteps' },
      ];
  }
}
