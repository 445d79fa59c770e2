import type { DeploymentStep } from '@heal7/backstage-plugin-deployments-common';

const named = (word: string, names: string[]) =>
  names.length > 0 ? `${word}: ${names.join(', ')}` : word;

/**
 * A step in few words, as kept with a rollout: the spec that it is from may be
 * gone when somebody reads it.
 *
 * @internal
 */
export function stepLabel(step: DeploymentStep | undefined): string {
  if (!step) {
    return '';
  }
  switch (step.kind) {
    case 'set-weight':
      return `weight ${step.weight}`;
    case 'pause':
      return step.durationSeconds === null
        ? 'pause'
        : `pause ${step.durationSeconds}s`;
    case 'set-canary-scale':
      return 'scale';
    case 'set-header-route':
      return `header route: ${step.name}`;
    case 'set-mirror-route':
      return `mirror: ${step.name}`;
    case 'analysis':
    case 'experiment':
      return named(step.kind, step.templates);
    case 'plugin':
      return `plugin: ${step.name}`;
    default:
      return step.name;
  }
}
