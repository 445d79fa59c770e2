import type { DeploymentAnalysis } from '@heal7/backstage-plugin-deployments-common';
import type { MessageKey, Phrase } from '../translation';

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

const VERDICTS: Record<string, MessageKey> = {
  Successful: 'verdict.Successful',
  Failed: 'verdict.Failed',
  Error: 'verdict.Error',
  Inconclusive: 'verdict.Inconclusive',
  Running: 'verdict.Running',
  Pending: 'verdict.Pending',
};

/**
 * An engine's verdict in words; one we do not know keeps its own.
 *
 * @internal
 */
export function verdictWord(phase: string): Phrase | string {
  return Object.hasOwn(VERDICTS, phase) ? { key: VERDICTS[phase] } : phase;
}
