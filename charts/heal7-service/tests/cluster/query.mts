import { get, merge, type Helm } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import { CHART, LEAST } from '../values.mts';
import { promtoolProblems } from './promtool.mts';

const requests = (pod: string, code: string, perMinute: number) => ({
  series: `http_requests_total{namespace="n",pod="${pod}",code="${code}"}`,
  values: `0+${perMinute}x20`,
});

/** Requests of which all take less than a second and some less than 0.5. */
const latencies = (pod: string, below: number, perMinute: number) => [
  requests(pod, '200', perMinute),
  ...[
    ['0.5', below],
    ['1', perMinute],
    ['+Inf', perMinute],
  ].map(([le, count]) => ({
    series: `http_request_duration_seconds_bucket{namespace="n",pod="${pod}",le="${le}"}`,
    values: `0+${count}x20`,
  })),
];

/** What there is to see after ten minutes, and what a query makes of it. */
type Case = [string, (pod: string) => object[], number[]];

const ERRORS: Case[] = [
  ['no pods', () => [], []],
  ['no traffic', pod => [requests(pod, '200', 0)], []],
  ['too few requests', pod => [requests(pod, '200', 5)], []],
  ['too few requests, all failed', pod => [requests(pod, '500', 5)], []],
  ['enough, none failed', pod => [requests(pod, '200', 20)], [0]],
  [
    'enough, one in ten failed',
    pod => [requests(pod, '200', 90), requests(pod, '503', 10)],
    [0.1],
  ],
];

const LATENCY: Case[] = [
  ['no pods', () => [], []],
  ['no traffic', pod => latencies(pod, 0, 0), []],
  ['too few requests', pod => latencies(pod, 0, 5), []],
  ['enough, all fast', pod => latencies(pod, 100, 100), [0.475]],
  ['enough, a tenth slow', pod => latencies(pod, 90, 100), [0.75]],
];

/** The judge's queries of each engine: its metric, and pods old and new. */
const JUDGES: Array<{
  engine: string;
  oldPod: string;
  newPod: string;
  query(metric: string, helm: Helm): string;
}> = [
  {
    engine: 'argo-rollouts',
    oldPod: 'heal7-web-main-5d4f-x',
    newPod: 'heal7-web-main-7c9b-x',
    query(metric, helm) {
      const { metrics } = get(
        render(helm, 'argo-rollouts'),
        'AnalysisTemplate',
        'heal7-web-main-verdict',
      ).spec;
      return metrics
        .find(({ name }: { name: string }) => name === metric)
        .provider.prometheus.query.replaceAll('{{args.hash}}', '7c9b');
    },
  },
  {
    engine: 'flagger',
    oldPod: 'heal7-web-main-primary-5d4f-x1',
    newPod: 'heal7-web-main-7c9b-x1',
    query: (metric, helm) =>
      get(render(helm, 'flagger'), 'MetricTemplate', `heal7-web-main-${metric}`)
        .spec.query.replaceAll('{{ namespace }}', 'n')
        .replaceAll('{{ target }}', 'heal7-web-main')
        .replaceAll('{{ interval }}', '10m'),
  },
];

const render = (helm: Helm, engine: string) =>
  helm.template(CHART, {
    values: merge(LEAST, { delivery: { engine } }),
    namespace: 'n',
  });

/** The chart's queries say what they should, as the real Prometheus reads them. */
export function checkQuery(helm: Helm, report: Report): void {
  for (const judge of JUDGES) {
    for (const [metric, cases] of [
      ['error-ratio', ERRORS],
      ['p95-seconds', LATENCY],
    ] as const) {
      const expr = judge.query(metric, helm);
      for (const [what, input, samples] of cases) {
        const test = {
          interval: '1m',
          input_series: [
            ...input(judge.newPod),
            // The stable version fails all the time: it must never count.
            requests(judge.oldPod, '500', 100),
          ],
          promql_expr_test: [
            {
              expr,
              eval_time: '10m',
              exp_samples: samples.map(value => ({ labels: '{}', value })),
            },
          ],
        };
        report.say(
          `the ${metric} of ${judge.engine} on ${what}`,
          promtoolProblems(test),
        );
      }
    }
  }
}
