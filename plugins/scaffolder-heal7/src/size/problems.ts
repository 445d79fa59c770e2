import type { Phrase } from '../translation/keys';
import type { Size } from './size';
import { isCpu, isMemory } from './quantities';

/** Replicas that a service may have in one cluster. */
export const MOST_REPLICAS = 100;

/** What is wrong with a size; `production` when it is to run there. */
export function sizeProblems(size: Size, production: boolean): Phrase[] {
  const { minReplicas: min, maxReplicas: max, cpu, memory } = size;
  const problems: Phrase[] = [];
  if (!Number.isInteger(min) || !Number.isInteger(max)) {
    problems.push({ key: 'size.notWhole' });
  } else if (min < 1) {
    problems.push({ key: 'size.minTooSmall' });
  } else if (min > max) {
    problems.push({ key: 'size.minAboveMax', params: { min, max } });
  } else if (production && min < 2) {
    problems.push({ key: 'size.production' });
  }
  if (max > MOST_REPLICAS) {
    problems.push({ key: 'size.tooMany', params: { limit: MOST_REPLICAS } });
  }
  if (!isCpu(cpu)) {
    problems.push({ key: 'size.badCpu', params: { value: cpu } });
  }
  if (!isMemory(memory)) {
    problems.push({ key: 'size.badMemory', params: { value: memory } });
  }
  return problems;
}
