import { get, merge, type Helm } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import { CHART, ENGINES, LEAST } from '../values.mts';
import { promtoolProblems } from './promtool.mts';

/** Pods of the service, as each engine names them. */
const PODS: Record<string, string> = {
  'argo-rollouts': 'heal7-web-main-7c9b-x1',
  flagger: 'heal7-web-main-primary-7c9b-x1',
  'istio-blue-green': 'heal7-web-main-green-7c9b-x1',
  rolling: 'heal7-web-main-7c9b-x1',
};

const series = (name: string, labels: string, values: string) => ({
  series: `${name}{namespace="n",${labels}}`,
  values,
});

const requests = (pod: string, code: string, perMinute: number) =>
  series(
    'http_requests_total',
    `pod="${pod}",code="${code}"`,
    `0+${perMinute}x90`,
  );

const ready = (pod: string, value = 1) =>
  series(
    'kube_pod_status_ready',
    `pod="${pod}",condition="true"`,
    `${value}x90`,
  );

const latencies = (pod: string, le: string, perMinute: number) =>
  series(
    'http_request_duration_seconds_bucket',
    `pod="${pod}",le="${le}"`,
    `0+${perMinute}x90`,
  );

/** What happens for an hour and a half, and which alerts there are then. */
const CASES: Array<[string, (pod: string) => object[], string[]]> = [
  ['no requests', pod => [ready(pod), requests(pod, '200', 0)], []],
  [
    'ten errors in a hundred thousand',
    pod => [ready(pod), requests(pod, '200', 99990), requests(pod, '500', 10)],
    [],
  ],
  [
    'two errors in a hundred',
    pod => [ready(pod), requests(pod, '200', 98), requests(pod, '500', 2)],
    ['ErrorBudgetBurnsFast', 'ErrorBudgetBurnsSlow'],
  ],
  [
    'one error in ten',
    pod => [ready(pod), requests(pod, '200', 90), requests(pod, '500', 10)],
    ['ErrorBudgetBurnsFast', 'ErrorBudgetBurnsSlow', 'HighErrorRatio'],
  ],
  [
    'errors of a service with a longer name',
    pod => [ready(pod), requests('heal7-web-main-b-7c9b-x1', '500', 100)],
    [],
  ],
  [
    'a tenth of the answers slower than half a second',
    pod => [
      ready(pod),
      latencies(pod, '0.5', 90),
      latencies(pod, '1', 100),
      latencies(pod, '+Inf', 100),
    ],
    ['SlowAnswers'],
  ],
  [
    'a pod that starts again every five minutes',
    pod => [
      ready(pod),
      series(
        'kube_pod_container_status_restarts_total',
        `pod="${pod}"`,
        Array.from({ length: 90 }, (_, i) => Math.floor(i / 5)).join(' '),
      ),
    ],
    ['CrashLooping'],
  ],
  ['no pod that is ready', pod => [ready(pod, 0)], ['NothingReady']],
  ['no pod at all', () => [], ['NothingReady']],
];

/** The chart's alerts fire when they should, in the real promtool. */
export function checkRules(helm: Helm, report: Report): void {
  for (const engine of ENGINES) {
    const { groups } = get(
      helm.template(CHART, {
        values: merge(LEAST, { delivery: { engine } }),
        namespace: 'n',
      }),
      'PrometheusRule',
    ).spec;
    const names: string[] = groups[0].rules.map(
      ({ alert }: { alert: string }) => alert,
    );
    // One engine tells whether the alerts are right, the others whether they
    // find their pods.
    const cases = engine === 'argo-rollouts' ? CASES : CASES.slice(3, 4);
    for (const [what, input, expected] of cases) {
      const pod = PODS[engine];
      const test = {
        interval: '1m',
        input_series: input(pod),
        // A count by name: the texts of an alert are not what is tested.
        promql_expr_test: names.map(name => ({
          expr: `count(ALERTS{alertname="${name}",alertstate="firing"})`,
          eval_time: '80m',
          exp_samples: expected.includes(name)
            ? [{ labels: '{}', value: 1 }]
            : [],
        })),
      };
      report.say(
        `${engine}, ${what}: ${expected.join(', ') || 'no alert'}`,
        promtoolProblems(test, groups),
      );
    }
  }
}
