import type { Phrase } from '../translation/keys';
import type { Canary } from './canary';
import { parsePause } from './pause';

export const MOST_STEPS = 10;

const isWeight = (weight: number) =>
  Number.isInteger(weight) && weight >= 1 && weight <= 99;

/**
 * What is wrong with a canary, each problem naming its step. Flagger waits for
 * a person only where its load tester runs, so its steps need a pause.
 */
export function canaryProblems({ steps }: Canary, engine?: unknown): Phrase[] {
  if (steps.length === 0) {
    return [{ key: 'canary.noSteps' }];
  }
  const many: Phrase[] =
    steps.length > MOST_STEPS
      ? [{ key: 'canary.tooManySteps', params: { limit: MOST_STEPS } }]
      : [];
  return many.concat(
    steps.flatMap(({ weight, pause }, index) => {
      const problems: Phrase[] = [];
      const number = index + 1;
      const previous = index > 0 ? steps[index - 1].weight : 0;
      if (!isWeight(weight)) {
        problems.push({ key: 'canary.badWeight', params: { number } });
      } else if (isWeight(previous) && weight <= previous) {
        problems.push({
          key: 'canary.notRising',
          params: { number, weight, previous },
        });
      }
      if (pause === undefined && engine === 'flagger') {
        problems.push({ key: 'canary.noPause', params: { number } });
      }
      if (pause !== undefined && parsePause(pause) === undefined) {
        problems.push({ key: 'canary.badPause', params: { number, pause } });
      }
      return problems;
    }),
  );
}
