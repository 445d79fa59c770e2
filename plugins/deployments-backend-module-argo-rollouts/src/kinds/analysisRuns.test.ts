import { analysisRuns } from './analysisRuns';

const digest = (object: object) =>
  analysisRuns.digest({ metadata: { name: 'run' }, ...object })!;

describe('analysisRuns', () => {
  it('say what they judge and how it went', () => {
    const { ownedBy, data } = digest({
      metadata: {
        name: 'run',
        creationTimestamp: '2026-01-02T03:00:00Z',
        labels: {
          'rollout-type': 'Step',
          'step-index': '2',
          'rollouts-pod-template-hash': 'new',
        },
        ownerReferences: [{ uid: 'rollout-uid' }],
      },
      spec: {
        metrics: [
          {
            name: 'error-rate',
            interval: '30s',
            count: 10,
            failureLimit: 2,
            inconclusiveLimit: '3',
            successCondition: 'result[0] < 0.01',
            failureCondition: 'result[0] > 0.05',
            provider: { prometheus: { query: 'secret stays out' } },
          },
          { name: 'waiting', provider: { web: {} } },
        ],
      },
      status: {
        phase: 'Failed',
        message: 'Metric "error-rate" assessed Failed',
        startedAt: '2026-01-02T03:00:01Z',
        completedAt: '2026-01-02T03:02:01Z',
        metricResults: [
          {
            name: 'error-rate',
            phase: 'Failed',
            message: 'too many',
            dryRun: true,
            successful: 1,
            failed: 3,
            inconclusive: 1,
            error: 2,
            measurements: [
              {
                value: '[0.02]',
                phase: 'Failed',
                startedAt: '2026-01-02T03:01:00Z',
                finishedAt: '2026-01-02T03:01:01Z',
              },
            ],
          },
        ],
      },
    });
    expect(ownedBy).toEqual(['rollout-uid']);
    expect(data).toEqual({
      phase: 'Failed',
      message: 'Metric "error-rate" assessed Failed',
      trigger: 'step',
      revisionHash: 'new',
      stepIndex: 2,
      startedAt: '2026-01-02T03:00:01Z',
      finishedAt: '2026-01-02T03:02:01Z',
      createdAt: '2026-01-02T03:00:00Z',
      metrics: [
        {
          name: 'error-rate',
          phase: 'Failed',
          message: 'too many',
          provider: 'prometheus',
          successCondition: 'result[0] < 0.01',
          failureCondition: 'result[0] > 0.05',
          failureLimit: 2,
          inconclusiveLimit: 3,
          count: 10,
          intervalSeconds: 30,
          dryRun: true,
          successful: 1,
          failed: 3,
          inconclusive: 1,
          errors: 2,
          measurements: [
            {
              value: '[0.02]',
              phase: 'Failed',
              message: '',
              startedAt: '2026-01-02T03:01:00Z',
              finishedAt: '2026-01-02T03:01:01Z',
            },
          ],
        },
        {
          name: 'waiting',
          phase: 'Pending',
          message: '',
          provider: 'web',
          successCondition: '',
          failureCondition: '',
          failureLimit: null,
          inconclusiveLimit: null,
          count: 1,
          intervalSeconds: null,
          dryRun: false,
          successful: 0,
          failed: 0,
          inconclusive: 0,
          errors: 0,
          measurements: [],
        },
      ],
    });
  });

  it.each([
    ['Background', 'background'],
    ['PrePromotion', 'pre-promotion'],
    ['PostPromotion', 'post-promotion'],
    ['Nightly', 'nightly'],
  ])('of type %s are triggered by %s', (label, trigger) => {
    const metadata = { name: 'run', labels: { 'rollout-type': label } };
    expect(digest({ metadata }).data.trigger).toBe(trigger);
  });

  it('are pending before anything is reported', () => {
    expect(digest({}).data).toMatchObject({ phase: 'Pending', metrics: [] });
  });

  it('have no count while a repeated metric runs until stopped', () => {
    const spec = { metrics: [{ name: 'm', interval: '1m' }] };
    expect(digest({ spec }).data.metrics[0].count).toBeNull();
  });

  it('show a result whose metric the spec does not list', () => {
    const status = { metricResults: [{ name: 'extra', phase: 'Successful' }] };
    expect(digest({ status }).data.metrics).toMatchObject([
      { name: 'extra', phase: 'Successful', count: null },
    ]);
  });
});
