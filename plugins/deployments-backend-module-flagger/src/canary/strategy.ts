import type { DeploymentStrategy } from '@heal7/backstage-plugin-deployments-common';
import type { CanarySpec } from './CanaryData';

/** Iterations where a plain cluster asks for none: it cannot split traffic. */
const KUBERNETES_ITERATIONS = 10;

/** Whether nothing but a Service routes, which sends all or nothing. */
export const routesByService = ({ provider }: CanarySpec) =>
  provider === 'kubernetes';

/** Checks that have to pass; 0 where weights are raised instead. */
export function iterationsOf(spec: CanarySpec): number {
  const { analysis } = spec;
  return (
    analysis?.iterations ||
    (analysis && routesByService(spec) ? KUBERNETES_ITERATIONS : 0)
  );
}

/** How Flagger chooses: matched requests, then iterations, then weights. */
export function strategyOf(spec: CanarySpec): DeploymentStrategy {
  if (iterationsOf(spec) === 0) {
    return 'canary';
  }
  return spec.analysis?.match && !routesByService(spec) ? 'a-b' : 'blue-green';
}
