import type { CanaryStep } from './types.mts';

/** A step as the controller's events write it. */
export function describeStep(step: CanaryStep): string {
  if (step.setWeight !== undefined) {
    return `setWeight: ${step.setWeight}`;
  }
  if (step.pause) {
    const { duration } = step.pause;
    return duration === undefined ? 'pause' : `pause: ${duration}`;
  }
  if (step.experiment) {
    return 'experiment';
  }
  if (step.analysis) {
    return 'analysis';
  }
  if (step.setCanaryScale) {
    const { weight, replicas } = step.setCanaryScale;
    if (weight !== undefined) {
      return `setCanaryScale{weight: ${weight}}`;
    }
    return replicas === undefined
      ? 'setCanaryScale{matchTrafficWeight: true}'
      : `setCanaryScale{replicas: ${replicas}}`;
  }
  if (step.plugin) {
    return `plugin: ${step.plugin.name}`;
  }
  // The controller has no words for the steps that set routes.
  return 'invalid';
}
