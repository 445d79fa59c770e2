import type {
  DeploymentState,
  DeploymentStep,
} from '@heal7/backstage-plugin-deployments-common';
import type { Phrase } from '../translation';
import { percentOf } from './weights';

/** @internal */
export type StepProgress = 'done' | 'current' | 'upcoming';

/** @internal */
export interface StepView {
  index: number;
  kind: DeploymentStep['kind'];
  progress: StepProgress;
  /** Short text for the stepper. */
  label: Phrase;
}

/**
 * What a step does, in a few words. `max` is the weight that means all
 * traffic; `duration` writes seconds in the reader's language.
 *
 * @internal
 */
export function stepLabel(
  step: DeploymentStep,
  max: number,
  duration: (seconds: number) => string,
): Phrase {
  switch (step.kind) {
    case 'set-weight':
      return {
        key: 'step.setWeight',
        params: { percent: percentOf(step.weight, max) },
      };
    case 'pause':
      return step.durationSeconds === null
        ? { key: 'step.pauseForever' }
        : {
            key: 'step.pause',
            params: { duration: duration(step.durationSeconds) },
          };
    case 'set-canary-scale':
      if (step.matchTrafficWeight) {
        return { key: 'step.scaleMatchingTraffic' };
      }
      return step.replicas === null
        ? { key: 'step.scalePercent', params: { percent: step.weight ?? 0 } }
        : { key: 'step.scaleReplicas', params: { count: step.replicas } };
    case 'set-header-route':
      return step.matches.length === 0
        ? { key: 'step.removeHeaderRoute', params: { name: step.name } }
        : {
            key: 'step.setHeaderRoute',
            params: { header: step.matches.map(m => m.header).join(', ') },
          };
    case 'set-mirror-route':
      return step.percentage === null
        ? { key: 'step.removeMirrorRoute', params: { name: step.name } }
        : { key: 'step.mirror', params: { percent: step.percentage } };
    case 'analysis':
      return {
        key: 'step.analysis',
        params: { templates: step.templates.join(', ') },
      };
    case 'experiment':
      return {
        key: 'step.experiment',
        params: { templates: step.templates.join(', ') },
      };
    case 'plugin':
      return { key: 'step.plugin', params: { name: step.name } };
    default:
      return { key: 'step.unknown', params: { name: step.name } };
  }
}

/**
 * The steps of a rollout with how far each is. An aborted rollout has no
 * current step, although its engine keeps an index.
 *
 * @internal
 */
export function stepViews(
  state: DeploymentState,
  duration: (seconds: number) => string,
): StepView[] {
  const at = state.step?.index ?? 0;
  const progressOf = (index: number): StepProgress => {
    if (index < at) {
      return 'done';
    }
    return index === at && !state.aborted ? 'current' : 'upcoming';
  };
  return state.steps.map((step, index) => ({
    index,
    kind: step.kind,
    progress: progressOf(index),
    label: stepLabel(step, state.weight.max, duration),
  }));
}
