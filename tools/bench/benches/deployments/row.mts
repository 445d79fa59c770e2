import type { Row } from '../../support/report.mts';

/** One row of the report. */
export const row = (
  what: string,
  figure: string,
  p50: number | string,
  p95: number | string = '-',
): Row => ({ what, figure, p50, p95 });
