import fc from 'fast-check';
import type {
  DeploymentMetric,
  MetricChart,
} from '@heal7/backstage-plugin-deployments-common';
import { aState } from '../__testUtils__/states';
import {
  isBad,
  measuredLine,
  measuredPoints,
  metricCharts,
} from './metricCharts';

const at = (minute: number) => Date.UTC(2026, 2, 2, 9, minute);
const iso = (minute: number) => new Date(at(minute)).toISOString();

const aChart = (over: Partial<MetricChart> = {}): MetricChart => ({
  id: 'error-rate',
  title: 'Server errors',
  unit: 'percent',
  limit: { value: 1, bad: 'above' },
  problem: '',
  series: [
    {
      role: 'canary',
      hash: 'new',
      points: [
        [at(0), 0.5],
        [at(1), null],
        [at(2), 3],
      ],
    },
  ],
  ...over,
});

const measurement = (minute: number, value: string, phase = 'Successful') => ({
  value,
  phase,
  message: '',
  startedAt: iso(minute),
  finishedAt: iso(minute),
});
const aMetric = (over: Partial<DeploymentMetric> = {}): DeploymentMetric => ({
  ...aState().analysis[0].metrics[0],
  name: 'error-ratio',
  successCondition: 'len(result) > 0 && result[0] <= 0.01',
  failureCondition: '',
  measurements: [measurement(0, '[0.004]'), measurement(2, '0.034', 'Failed')],
  ...over,
});
const run = (metric: DeploymentMetric, revisionHash = 'new') => ({
  revisionHash,
  metrics: [metric],
});
const valuesOf = (...parameters: Parameters<typeof metricCharts>) =>
  metricCharts(...parameters)[0].measured.map(({ value }) => value);

describe('metricCharts', () => {
  it("puts an analysis of the same metric in the chart's unit", () => {
    expect(valuesOf([aChart()], [run(aMetric())])).toEqual([
      0.4,
      expect.closeTo(3.4),
    ]);
    const latency = aChart({
      id: 'latency-p95',
      unit: 'milliseconds',
      limit: { value: 500, bad: 'above' },
    });
    const p95 = aMetric({
      name: 'p95-seconds',
      successCondition: 'result < 0.5',
    });
    expect(valuesOf([latency], [run(p95)])).toEqual([4, 34]);
  });

  it('marks only what is bad, on the line, when the units are not known', () => {
    const { measured } = metricCharts(
      [aChart({ limit: null })],
      [run(aMetric())],
    )[0];
    expect(measured).toEqual([
      { at: at(2), value: 3, phase: 'Failed', said: '0.034', run: 0 },
    ]);
  });

  it.each([
    ['another metric', run(aMetric({ name: 'success-rate' }))],
    ['another revision', run(aMetric(), 'gone')],
    [
      'another time',
      run(aMetric({ measurements: [measurement(50, '1', 'Failed')] })),
    ],
  ])('leaves out what is about %s', (_, other) => {
    expect(valuesOf([aChart()], [other])).toEqual([]);
  });

  it('keeps every chart in its order, whatever was measured', () => {
    const value = fc.oneof(fc.string(), fc.float().map(String));
    const phase = fc.constantFrom('Successful', 'Failed', 'Error', 'Odd');
    const metric = fc
      .array(fc.tuple(fc.integer({ min: -5, max: 9 }), value, phase))
      .map(list =>
        aMetric({ measurements: list.map(args => measurement(...args)) }),
      );
    fc.assert(
      fc.property(fc.array(metric), metrics => {
        const charts = [aChart(), aChart({ id: 'other', series: [] })];
        const views = metricCharts(
          charts,
          metrics.map(one => run(one)),
        );
        expect(views.map(view => view.chart)).toEqual(charts);
        for (const { measured } of views) {
          const times = measured.map(point => point.at);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          expect(measured.every(one => Number.isFinite(one.value))).toBe(true);
        }
      }),
    );
  });
});

describe('measuredLine', () => {
  it('is broken between runs', () => {
    const point = (minute: number, ofRun: number) => ({
      at: at(minute),
      value: minute,
      phase: 'Successful',
      said: '',
      run: ofRun,
    });
    expect(measuredLine([point(0, 0), point(1, 0), point(5, 1)])).toEqual([
      [at(0), 0],
      [at(1), 1],
      [at(3), null],
      [at(5), 5],
    ]);
  });
});

describe('measuredPoints', () => {
  it('are one a time, without what is no number', () => {
    const points = measuredPoints(
      [
        measurement(2, '[2]'),
        measurement(1, 'none'),
        measurement(0, '1', 'Error'),
        { ...measurement(0, '1'), startedAt: null, finishedAt: null },
      ],
      10,
    );
    expect(points.map(point => [point.at, point.value, isBad(point)])).toEqual([
      [at(0), 10, true],
      [at(2), 20, false],
    ]);
  });
});
