import type { CanaryAnalysis } from './CanaryData';

const TOTAL = 100;

/** The weight at which a canary is promoted. */
export function maxWeightOf(analysis: CanaryAnalysis): number {
  const last = analysis.stepWeights.at(-1);
  return last === undefined
    ? analysis.maxWeight || TOTAL
    : Math.min(last, TOTAL);
}

/** How much is added to a weight, as Flagger's `nextStepWeight` says. */
function increaseOf(analysis: CanaryAnalysis, weight: number): number {
  const { stepWeight, stepWeights } = analysis;
  if (stepWeight > 0 || stepWeights.length === 0) {
    return stepWeight;
  }
  const left = TOTAL - weight;
  if (weight === 0) {
    return Math.min(left, stepWeights[0]);
  }
  // The last one counts for what is left, as any weight that is none of them.
  const index = stepWeights.slice(0, -1).indexOf(weight);
  return index < 0 ? left : Math.min(left, stepWeights[index + 1] - weight);
}

/**
 * The weights that a canary goes through, in order. Without a step there are
 * none: Flagger then never advances. The same holds where steps go back.
 */
export function weightsOf(analysis: CanaryAnalysis): number[] {
  // Beyond the total Flagger sets the same weight again and again.
  const max = Math.min(maxWeightOf(analysis), TOTAL);
  const weights: number[] = [];
  let weight = 0;
  while (weight < max) {
    const increase = increaseOf(analysis, weight);
    if (increase <= 0) {
      return weights;
    }
    weight = Math.min(weight + increase, TOTAL);
    weights.push(weight);
  }
  return weights;
}
