import type {
  DeploymentAnalysis,
  DeploymentMetric,
} from '@heal7/backstage-plugin-deployments-common';
import { canary, rollout } from '../../__testUtils__/rollout';
import { explainMeasuring, explainVerdict } from './metrics';

const data = rollout(
  canary({
    canary: {
      currentStepAnalysisRunStatus: { name: 'web-step', status: 'Running' },
      currentBackgroundAnalysisRunStatus: {
        name: 'web-background',
        status: 'Running',
      },
    },
  }),
);
const metric = (more: Partial<DeploymentMetric>): DeploymentMetric => ({
  name: 'errors',
  phase: 'Running',
  message: '',
  provider: 'prometheus',
  successCondition: 'result[0] <= 0.05',
  failureCondition: '',
  failureLimit: null,
  inconclusiveLimit: null,
  count: null,
  intervalSeconds: null,
  dryRun: false,
  successful: 0,
  failed: 0,
  inconclusive: 0,
  errors: 0,
  measurements: [],
  ...more,
});
const measured = (phase: string, value: string, message: string = '') => ({
  value,
  phase,
  message,
  startedAt: null,
  finishedAt: null,
});
const run = (
  phase: string,
  metrics: DeploymentMetric[],
  more: Partial<DeploymentAnalysis> = {},
): DeploymentAnalysis => ({
  name: 'web-step',
  phase,
  message: '',
  trigger: 'step',
  revisionHash: 'new',
  stepIndex: 1,
  startedAt: null,
  finishedAt: null,
  metrics,
  ...more,
});
const verdict = (...analysis: DeploymentAnalysis[]) =>
  explainVerdict(data, analysis);

describe('explainVerdict', () => {
  it('names the first metric that failed, its value and its limit', () => {
    expect(
      verdict(
        run('Failed', [
          metric({ name: 'latency', phase: 'Successful' }),
          metric({
            phase: 'Failed',
            failed: 1,
            measurements: [
              measured('Failed', '[0.2]'),
              measured('Successful', '[0.01]'),
            ],
          }),
          metric({ name: 'later', phase: 'Failed' }),
        ]),
      ),
    ).toEqual({
      code: 'metric-failed',
      message:
        'Metric "errors" failed: it was 0.2, and at most 0.05 is good; 1 bad value where 0 may be.',
      values: {
        metric: 'errors',
        value: '0.2',
        condition: 'result[0] <= 0.05',
        limit: '0.05',
        message: '',
        analysis: 'web-step',
      },
      severity: 'problem',
    });
  });

  it('passes over metrics that are only on trial', () => {
    expect(
      verdict(
        run('Failed', [
          metric({ name: 'trial', phase: 'Failed', dryRun: true }),
          metric({ phase: 'Failed' }),
        ]),
      )?.values.metric,
    ).toBe('errors');
  });

  it('says that too little was measured to decide', () => {
    expect(
      verdict(
        run('Inconclusive', [
          metric({
            phase: 'Inconclusive',
            measurements: [measured('Inconclusive', '[]')],
          }),
        ]),
      ),
    ).toMatchObject({
      code: 'metric-inconclusive',
      severity: 'person',
      message:
        'Metric "errors" does not decide: there was nothing to measure, so perhaps too few requests. Promote or abort.',
    });
  });

  it('passes on what the provider of a metric says', () => {
    const message = 'Post "http://prometheus:9090": connection refused';
    expect(
      verdict(
        run('Error', [
          metric({
            phase: 'Error',
            measurements: [measured('Error', '', message)],
          }),
        ]),
      ),
    ).toMatchObject({
      code: 'metric-error',
      message: `Metric "errors" cannot be measured with prometheus: ${message}.`,
      values: { message },
    });
  });

  it('says what the status says when the run itself is gone', () => {
    expect(
      verdict(run('Failed', [], { message: 'Metric "errors" is bad' })),
    ).toMatchObject({
      message: 'Analysis web-step failed: Metric "errors" is bad.',
    });
  });

  it('does not hold earlier runs against a rollout', () => {
    const earlier = run('Failed', [metric({ phase: 'Failed' })], {
      name: 'web-earlier',
    });
    expect(verdict(earlier)).toBeNull();
    expect(verdict(run('Successful', []), earlier)).toBeNull();
  });

  it('tells a failure before a doubt', () => {
    expect(
      verdict(
        run('Inconclusive', [metric({ phase: 'Inconclusive' })]),
        run('Failed', [metric({ phase: 'Failed' })], {
          name: 'web-background',
          trigger: 'background',
        }),
      )?.code,
    ).toBe('metric-failed');
  });
});

describe('explainMeasuring', () => {
  it('says how far the measuring is', () => {
    const metrics = [
      metric({ phase: 'Successful' }),
      metric({ name: 'latency', count: 5, measurements: [measured('', '1')] }),
    ];
    expect(explainMeasuring(data, [run('Running', metrics)])).toMatchObject({
      code: 'analysis-running',
      message: 'Measuring "latency" (1 of 5 values).',
      values: { metric: 'latency' },
      severity: 'wait',
    });
  });

  it('knows that an analysis in the background holds nothing up', () => {
    const background = { name: 'web-background', trigger: 'background' };
    expect(explainMeasuring(data, [run('Running', [], background)])).toBeNull();
  });
});
