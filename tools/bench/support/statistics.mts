/**
 * A quantile of samples by the nearest rank: always one of them.
 *
 * @param samples - in any order, at least one
 * @param q - 0.5 for the median, 0.95 for p95
 */
export function quantile(samples: number[], q: number): number {
  if (samples.length === 0) {
    throw new RangeError('There is no quantile of nothing');
  }
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.ceil(q * sorted.length);
  return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1];
}

/** What benches tell of a series, in the unit of the samples. */
export interface Summary {
  samples: number;
  p50: number;
  p95: number;
  max: number;
}

/** Summarises a series of at least one sample. */
export function summarise(samples: number[]): Summary {
  return {
    samples: samples.length,
    p50: quantile(samples, 0.5),
    p95: quantile(samples, 0.95),
    max: quantile(samples, 1),
  };
}
