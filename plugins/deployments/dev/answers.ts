import type {
  FreezeList,
  MetricChart,
  RevisionChanges,
  RollbackPreview,
  TargetMetrics,
} from '@heal7/backstage-plugin-deployments-common';
import type { MetricsQuery, RollbackQuery } from '../src/api';

const STEP_MS = 15_000;
const FROM_CANARY_MS = 900_000;

/** Rises and falls without a random number, so that pictures stay the same. */
const wave = (at: number, period: number) =>
  Math.sin((at / period) * Math.PI * 2) + Math.sin((at / period) * 7.3) / 3;

function chart(
  { from, to }: MetricsQuery,
  base: Pick<MetricChart, 'id' | 'title' | 'unit' | 'limit'>,
  value: (at: number, canary: boolean) => number | null,
): MetricChart {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const times = Array.from(
    { length: Math.floor((end - start) / STEP_MS) },
    (_, index) => start + index * STEP_MS,
  );
  return {
    ...base,
    problem: '',
    series: [
      {
        role: 'stable',
        hash: '5f6b7c8d9',
        points: times.map(at => [at, value(at, false)]),
      },
      {
        role: 'canary',
        hash: '7d9c5b8f6',
        points: times
          .filter(at => at > end - FROM_CANARY_MS)
          .map(at => [at, value(at, true)]),
      },
    ],
  };
}

/** A canary that is slower and fails more often than what it follows. */
export function metrics(query: MetricsQuery): TargetMetrics {
  const end = Date.parse(query.to);
  const late = (at: number) => Math.max(0, 1 - (end - at) / FROM_CANARY_MS);
  return {
    from: query.from,
    to: query.to,
    stepSeconds: STEP_MS / 1000,
    unavailable: null,
    charts: [
      chart(
        query,
        {
          id: 'error-rate',
          title: 'Error rate',
          unit: 'percent',
          limit: { value: 1, bad: 'above' },
        },
        (at, canary) =>
          canary
            ? 0.4 + late(at) * 4 + wave(at, 60_000) * 0.2
            : 0.2 + wave(at, 90_000) * 0.1,
      ),
      chart(
        query,
        {
          id: 'latency-p95',
          title: 'Latency p95',
          unit: 'milliseconds',
          limit: { value: 500, bad: 'above' },
        },
        (at, canary) =>
          (canary ? 260 + late(at) * 90 : 210) + wave(at, 120_000) * 25,
      ),
      chart(
        query,
        {
          id: 'request-rate',
          title: 'Requests',
          unit: 'per-second',
          limit: null,
        },
        (at, canary) => {
          // What was not scraped for a minute is a gap, not a zero.
          const gap = at > end - 420_000 && at < end - 360_000;
          return gap ? null : (canary ? 12 : 108) + wave(at, 200_000) * 3;
        },
      ),
      {
        id: 'saturation',
        title: 'Saturation',
        unit: 'percent',
        limit: null,
        series: [],
        problem: 'the query was refused: parse error at char 12',
      },
    ],
  };
}

/** What is there where no metrics source is. */
export const metricsUnavailable = (
  query: MetricsQuery,
  code: 'not-configured' | 'unreachable',
): TargetMetrics => ({
  from: query.from,
  to: query.to,
  stepSeconds: 15,
  charts: [],
  unavailable: {
    code,
    message:
      code === 'unreachable'
        ? 'connect ECONNREFUSED 10.1.2.3:9090'
        : 'No metrics source is configured for this cluster',
  },
});

/** A template that differs in an image, a secret value and a probe. */
export function rollbackPreview(
  query: RollbackQuery,
  basis: RollbackPreview['basis'],
): RollbackPreview {
  return {
    basis,
    revisionHash: query.revisionHash,
    masked: 4,
    lines: [
      { kind: 'gap', text: '24' },
      { kind: 'same', text: 'spec:' },
      { kind: 'same', text: '  containers:' },
      { kind: 'same', text: '    - name: app' },
      { kind: 'removed', text: '      image: ghcr.io/heal7/web-main:1.5.0' },
      { kind: 'added', text: '      image: ghcr.io/heal7/web-main:1.4.2' },
      { kind: 'same', text: '      env:' },
      { kind: 'same', text: '        - name: DATABASE_URL' },
      { kind: 'removed', text: '          value: •••••• (differs)' },
      { kind: 'added', text: '          value: •••••• (differs)' },
      { kind: 'gap', text: '9' },
      { kind: 'same', text: '      readinessProbe:' },
      {
        kind: 'removed',
        text: '        httpGet: { path: /health/ready-with-a-rather-long-path-that-does-not-fit-on-a-telephone, port: 8080 }',
      },
      {
        kind: 'added',
        text: '        httpGet: { path: /health, port: 8080 }',
      },
      { kind: 'gap', text: '31' },
    ],
  };
}

const commit = (index: number, title: string, pullRequest: number | null) => ({
  sha: `${index}f3a9c1b7d2e4f6a8b0c2d4e6f8a0b2c4d6e8f0${index}`.slice(0, 40),
  title,
  author: ['Kim Seo-yeon', 'Park Ji-ho', 'renovate[bot]'][index % 3],
  at: new Date(Date.now() - index * 7_200_000).toISOString(),
  url: `https://github.com/heal7/web-main/commit/${index}f3a9c1`,
  pullRequest,
});

/** Commits between two versions. */
export const changes: RevisionChanges = {
  from: '5f3a9c1b7d2e4f6a8b0c2d4e6f8a0b2c4d6e8f05',
  to: '1f3a9c1b7d2e4f6a8b0c2d4e6f8a0b2c4d6e8f01',
  repository: 'https://github.com/heal7/web-main',
  compareUrl: 'https://github.com/heal7/web-main/compare/5f3a9c1...1f3a9c1',
  totalCommits: 53,
  unavailable: null,
  commits: [
    commit(1, 'Show the compatibility score on the result page', 412),
    commit(2, '궁합 점수 계산을 캐시한다', 409),
    commit(3, 'chore(deps): update dependency next to v16.1.3', 407),
    commit(
      4,
      'Fix a title that is much longer than anybody would write by hand but that a tool may well produce, with <b>markup</b> in it',
      null,
    ),
  ],
};

/** One that holds now, and one that comes. */
export function freezes(mayDeclare: boolean): FreezeList {
  const at = (hours: number) =>
    new Date(Date.now() + hours * 3_600_000).toISOString();
  return {
    mayDeclare,
    items: [
      {
        id: '7b0c4d4e-0f6a-4a53-9b0e-0b1f2a3c4d5e',
        cluster: 'eks-heal7-production',
        environment: null,
        reason: 'Lunar New Year: no changes while traffic peaks',
        from: at(-3),
        until: at(21),
        declaredBy: 'user:default/seo-yeon.kim',
        declaredAt: at(-4),
      },
      {
        id: '8c1d5e5f-1a7b-4b64-8c1f-1c2a3b4d5e6f',
        cluster: null,
        environment: 'production',
        reason: 'Migration of the payment database',
        from: at(72),
        until: at(76),
        declaredBy: 'user:default/ji-ho.park',
        declaredAt: at(-1),
      },
    ],
  };
}
