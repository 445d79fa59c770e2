import type { DeploymentAnalysis } from '@heal7/backstage-plugin-deployments-common';
import { analysisLimit, limitOf } from './analysisLimit';

describe('the limit of an analysis metric', () => {
  it.each([
    ['result[0] < 0.01', '', { value: 0.01, bad: 'above' }],
    ['result <= 500', '', { value: 500, bad: 'above' }],
    ['result[0] >= 0.95', '', { value: 0.95, bad: 'below' }],
    ['', 'result[0] > 5e-2', { value: 0.05, bad: 'above' }],
    ['result[0] >= 0.95', 'result[0] < 0.9', { value: 0.9, bad: 'below' }],
    [
      'len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.01',
      'len(result) > 0 && !isNaN(result[0]) && result[0] > 0.01',
      { value: 0.01, bad: 'above' },
    ],
  ])('is read from %j and %j', (successCondition, failureCondition, limit) => {
    expect(limitOf({ successCondition, failureCondition })).toEqual(limit);
  });

  it.each([
    ['', ''],
    ['result[0] < 1 || result[0] > 2', ''],
    ['result[0] < 1 && result[0] > 0', ''],
    ['result[1] < 1', ''],
    ['result[0] == 1', ''],
    ['!(result[0] < 1)', ''],
    ['result[0] < limit', ''],
    ['result[0] < 1', 'anything(result)'],
    ['result[0] < 1.2.3', ''],
  ])('is not guessed from %j and %j', (successCondition, failureCondition) => {
    expect(limitOf({ successCondition, failureCondition })).toBeNull();
  });

  it("is the newest analysis', in the chart's unit", () => {
    const run = (name: string, successCondition: string) =>
      ({
        metrics: [{ name, successCondition, failureCondition: '' }],
      } as DeploymentAnalysis);
    expect(
      analysisLimit(
        [
          run('error-ratio', 'odd(result)'),
          run('other', 'result[0] < 9'),
          run('error-ratio', 'result[0] < 0.07'),
          run('error-ratio', 'result[0] < 0.01'),
        ],
        [{ metric: 'error-ratio', factor: 100 }],
      ),
    ).toEqual({ value: 7, bad: 'above' });
    expect(analysisLimit([], [])).toBeNull();
  });
});
