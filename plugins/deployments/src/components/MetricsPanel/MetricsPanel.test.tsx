import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  DeploymentState,
  TargetMetrics,
} from '@heal7/backstage-plugin-deployments-common';
import {
  aHealthyState,
  anAnswer,
  aState,
  aView,
} from '../../__testUtils__/states';
import { setPageVisibility } from '../../__testUtils__/visibility';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { DeploymentsContent } from '../DeploymentsContent';

// A canvas needs a browser; what it draws is looked at in one.
jest.mock('../Chart/Canvas', () => ({ __esModule: true, default: () => null }));

const at = (minute: number) => Date.UTC(2026, 2, 2, 8, minute);
const metrics = (over: Partial<TargetMetrics> = {}): TargetMetrics => ({
  from: new Date(at(0)).toISOString(),
  to: new Date(at(59)).toISOString(),
  stepSeconds: 60,
  unavailable: null,
  charts: [
    {
      id: 'error-rate',
      title: 'Server errors',
      unit: 'percent',
      limit: { value: 1, bad: 'above' },
      problem: '',
      series: [
        { role: 'stable', hash: '5f6b7c8d9', points: [[at(50), 0.2]] },
        {
          role: 'canary',
          hash: '7d9c5b8f6',
          points: [
            [at(50), 0.4],
            [at(58), 3.4],
          ],
        },
      ],
    },
    {
      id: 'saturation',
      title: 'Saturation',
      unit: 'percent',
      limit: null,
      problem: 'parse error',
      series: [],
    },
  ],
  ...over,
});

function analysed(): DeploymentState {
  const state = aState();
  const [run] = state.analysis;
  const measured = (minute: number, value: string, phase: string) => ({
    value,
    phase,
    message: '',
    startedAt: new Date(at(minute)).toISOString(),
    finishedAt: new Date(at(minute)).toISOString(),
  });
  return aState({
    analysis: [
      {
        ...run,
        revisionHash: '7d9c5b8f6',
        metrics: [
          {
            ...run.metrics[0],
            name: 'error-ratio',
            successCondition: 'result[0] <= 0.01',
            failureCondition: '',
            measurements: [
              measured(50, '[0.004]', 'Successful'),
              measured(58, '[0.034]', 'Failed'),
            ],
          },
        ],
      },
    ],
  });
}

function show(state: DeploymentState, answer: TargetMetrics | Error) {
  const api = anApi(anAnswer({ items: [aView(state)] }));
  if (answer instanceof Error) {
    api.getMetrics.mockRejectedValue(answer);
  } else {
    api.getMetrics.mockResolvedValue(answer);
  }
  return { api, ...renderInPortal(<DeploymentsContent />, { api }) };
}

afterEach(() => setPageVisibility('visible'));

describe('MetricsPanel', () => {
  it('shows stable against canary with what analyses measured', async () => {
    show(analysed(), metrics());
    const chart = within(
      await screen.findByRole('figure', { name: 'Server errors' }),
    );
    const legend = chart.getAllByRole('listitem').map(li => li.textContent);
    expect(legend).toEqual([
      'Stable 1.4.2',
      'Canary 1.5.0',
      'Analysis',
      'At most 1%',
    ]);
    await userEvent.click(chart.getByText('Values of Server errors'));
    const rows = chart.getAllByRole('row').map(row => row.textContent);
    expect(rows[1]).toMatch(/0\.2%0\.4%0\.4%$/);
    expect(rows[2]).toMatch(/—3\.4%3\.4%Failed: \[0\.034\]$/);
    expect(
      screen.getByText('Saturation could not be read: parse error'),
    ).toBeVisible();
  });

  it('asks for nothing of a healthy rollout until it is opened', async () => {
    const { api } = show(aHealthyState(), metrics());
    const button = await screen.findByRole('button', {
      name: 'Show live metrics',
    });
    expect(api.getMetrics).not.toHaveBeenCalled();
    await userEvent.click(button);
    expect(
      await screen.findByRole('figure', { name: 'Server errors' }),
    ).toBeVisible();
    expect(api.getMetrics.mock.lastCall?.[1].target.name).toBe(
      'heal7-web-main',
    );
  });

  it.each([
    [
      metrics({
        charts: [],
        unavailable: { code: 'not-configured', message: '' },
      }),
      'No metrics source is configured for this cluster.',
    ],
    [
      metrics({
        charts: [],
        unavailable: { code: 'unreachable', message: 'refused' },
      }),
      'The metrics source of this cluster does not answer: refused',
    ],
    [metrics({ charts: [] }), 'No metrics are configured.'],
    [
      aRefusal(500, 'Out of order'),
      'Metrics could not be loaded: Out of order',
    ],
  ])('says in one line why there is nothing', async (answer, text) => {
    show(aState(), answer);
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('asks again by itself, but not while the page is hidden', async () => {
    jest.useFakeTimers();
    try {
      const { api } = show(aState(), metrics());
      const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
      await pass(1000);
      expect(api.getMetrics).toHaveBeenCalledTimes(1);
      await pass(31_000);
      expect(api.getMetrics).toHaveBeenCalledTimes(2);
      act(() => setPageVisibility('hidden'));
      await pass(300_000);
      expect(api.getMetrics).toHaveBeenCalledTimes(2);
      act(() => setPageVisibility('visible'));
      await pass(1000);
      expect(api.getMetrics).toHaveBeenCalledTimes(3);
    } finally {
      jest.useRealTimers();
    }
  });
});
