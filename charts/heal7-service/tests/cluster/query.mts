import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { get, merge, type Helm } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import { CHART, LEAST } from '../values.mts';

const series = (hash: string, code: string, perMinute: number) => ({
  series: `http_requests_total{namespace="n",pod="heal7-web-main-${hash}-x",code="${code}"}`,
  values: `0+${perMinute}x20`,
});

/** The stable version fails all the time: it must never count. */
const STABLE = series('old', '500', 100);

/** What there is to see after ten minutes, and what the query makes of it. */
const CASES: Array<[string, object[], number[]]> = [
  ['no pods', [], []],
  ['no traffic', [series('new', '200', 0)], []],
  ['too few requests', [series('new', '200', 5)], []],
  ['too few requests, all failed', [series('new', '500', 5)], []],
  ['enough, none failed', [series('new', '200', 20)], [0]],
  [
    'enough, one in ten failed',
    [series('new', '200', 90), series('new', '503', 10)],
    [0.1],
  ],
];

/** The chart's query says what it should, as the real Prometheus reads it. */
export function checkQuery(helm: Helm, report: Report): void {
  const values = merge(LEAST, {
    delivery: { canary: { analysis: { enabled: true } } },
  });
  const manifests = helm.template(CHART, { values, namespace: 'n' });
  const [metric] = get(manifests, 'AnalysisTemplate', 'heal7-web-main-verdict')
    .spec.metrics;
  const expr = metric.provider.prometheus.query.replaceAll(
    '{{args.hash}}',
    'new',
  );
  for (const [what, input, samples] of CASES) {
    const test = {
      interval: '1m',
      input_series: [...input, STABLE],
      promql_expr_test: [
        {
          expr,
          eval_time: '10m',
          exp_samples: samples.map(value => ({ labels: '{}', value })),
        },
      ],
    };
    report.say(`the verdict on ${what}`, promtoolProblems(test));
  }
}

function promtoolProblems(test: object): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'heal7-promtool-'));
  try {
    const file = join(folder, 'test.yaml');
    writeFileSync(
      file,
      JSON.stringify({ evaluation_interval: '1m', tests: [test] }),
    );
    const { error, status, stdout, stderr } = spawnSync(
      'promtool',
      ['test', 'rules', file],
      { encoding: 'utf8' },
    );
    if (error)
      return [`promtool is needed (Debian: prometheus): ${error.message}`];
    return status === 0 ? [] : [stdout, stderr];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
