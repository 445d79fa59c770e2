import type { DeploymentAnalysis } from '@heal7/backstage-plugin-deployments-common';
import type { Phrase } from '../translation';

/**
 * What made an analysis run; a trigger we do not know keeps its own word.
 *
 * @internal
 */
export function analysisTrigger(run: DeploymentAnalysis): Phrase | string {
  switch (run.trigger) {
    case 'step':
      return run.stepIndex === null
        ? { key: 'analysis.trigger.stepAny' }
        : {
            key: 'analysis.trigger.step',
            params: { number: run.stepIndex + 1 },
          };
    case 'background':
      return { key: 'analysis.trigger.background' };
    case 'pre-promotion':
      return { key: 'analysis.trigger.prePromotion' };
    case 'post-promotion':
      return { key: 'analysis.trigger.postPromotion' };
    default:
      return run.trigger;
  }
}
