import type { DeploymentStep } from '@heal7/backstage-plugin-deployments-common';
import type { CanaryAnalysis, CanaryData } from './CanaryData';
import { hooksOf } from './gates';
import { iterationsOf, routesByService, strategyOf } from './strategy';
import { weightsOf } from './weights';

/** What a Canary goes through, and where each part of it begins. */
export interface CanarySteps {
  steps: DeploymentStep[];
  /** The first one after the approval of the rollout. */
  begin: number;
  /** The first weight, or the first check. */
  first: number;
  /** The approval of the promotion, or what comes in its place. */
  approval: number;
}

const GATE: DeploymentStep = { kind: 'pause', durationSeconds: null };

/** What comes before the first weight or check. */
function openingOf(analysis: CanaryAnalysis, data: CanaryData) {
  const opening: DeploymentStep[] = [];
  if (strategyOf(data.spec) === 'a-b') {
    opening.push({
      kind: 'set-header-route',
      name: 'match',
      matches: analysis.match ?? [],
    });
  } else if (analysis.mirrorPercent !== null && !routesByService(data.spec)) {
    opening.push({
      kind: 'set-mirror-route',
      name: 'mirror',
      percentage: analysis.mirrorPercent,
    });
  }
  return opening;
}

/**
 * Flagger has no list of steps: this is the one that its numbers make. A
 * canary raises weights, A/B testing and blue-green count checks, and the
 * gates that wait for an approval are pauses.
 */
export function stepsOf(data: CanaryData): CanarySteps {
  const { spec } = data;
  const { analysis, skipsAnalysis } = spec;
  if (!analysis || skipsAnalysis) {
    return { steps: [], begin: 0, first: 0, approval: 0 };
  }
  const gate = (type: string) => (hooksOf(data, type).length > 0 ? [GATE] : []);
  const opening = openingOf(analysis, data);
  const strategy = strategyOf(spec);
  const main: DeploymentStep[] =
    strategy === 'canary'
      ? weightsOf(analysis).map(weight => ({ kind: 'set-weight', weight }))
      : Array.from({ length: iterationsOf(spec) }, () => ({
          kind: 'analysis',
          templates: analysis.metrics.map(({ name }) => name),
        }));
  const switching: DeploymentStep[] =
    strategy === 'blue-green' && !routesByService(spec)
      ? [{ kind: 'set-weight', weight: 100 }]
      : [];
  const before = gate('confirm-rollout');
  return {
    steps: [
      ...before,
      ...opening,
      ...main,
      ...gate('confirm-promotion'),
      ...switching,
    ],
    begin: before.length,
    first: before.length + opening.length,
    approval: before.length + opening.length + main.length,
  };
}
