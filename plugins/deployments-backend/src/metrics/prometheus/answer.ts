import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { MetricsSeries } from '@heal7/backstage-plugin-deployments-node';
import { z } from 'zod';

const matrix = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])).default([]),
      }),
    ),
  }),
});

const failure = z.object({ error: z.string() });

/** Prometheus writes `NaN`, `+Inf` and `-Inf` where JSON has no number. */
const numberOf = (text: string): number | null => {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : null;
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads what Prometheus answers to `query_range`.
 *
 * @throws InputError when it refuses the query, NotAllowedError when it
 * refuses the credential, ServiceUnavailableError when it is no answer.
 * @internal
 */
export function readRangeAnswer(status: number, text: string): MetricsSeries[] {
  const json = jsonOf(text);
  const answer = matrix.safeParse(json);
  if (status === 200 && answer.success) {
    return answer.data.data.result.map(({ metric, values }) => ({
      labels: metric,
      points: values.map(([seconds, value]) => [
        Math.round(seconds * 1000),
        numberOf(value),
      ]),
    }));
  }
  const { data } = failure.safeParse(json);
  // Proxies in front of it answer in HTML: of no use on a screen.
  const why = data?.error.slice(0, 500);
  if (status === 400 || status === 422) {
    throw new InputError(`Prometheus refuses the query: ${why ?? status}`);
  }
  if (status === 401 || status === 403) {
    throw new NotAllowedError(
      `Prometheus refuses the configured credential (${status})`,
    );
  }
  throw new ServiceUnavailableError(
    status === 200
      ? 'What answered is not Prometheus; check `metrics.url`'
      : `Prometheus answers ${status}${why ? `: ${why}` : ''}`,
  );
}
