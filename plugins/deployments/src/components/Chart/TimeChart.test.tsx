import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anApi, renderInPortal } from '../../__testUtils__/renderInPortal';
import { TimeChart } from './TimeChart';
import type { ChartSeries } from './chartData';

// A canvas needs a browser; what it draws is looked at in one.
jest.mock('./Canvas', () => ({
  __esModule: true,
  default: (props: { shown: { from: number; to: number } }) => (
    <output>{JSON.stringify(props.shown)}</output>
  ),
}));

const at = (minute: number) => Date.UTC(2026, 0, 2, 3, minute);
const series: ChartSeries[] = [
  {
    id: 'old',
    label: 'Stable',
    tone: 'calm',
    points: [
      [at(0), 0.1],
      [at(1), 0.2],
      [at(2), null],
    ],
  },
  { id: 'new', label: 'Canary', tone: 'new', points: [[at(1), 3.2]] },
];

const show = (shown: ChartSeries[] = series) =>
  renderInPortal(
    <TimeChart
      title="Error rate"
      series={shown}
      format={value => `${value} %`}
      limit={{ value: 1, label: 'Limit 1 %' }}
      marks={[{ at: at(1), value: 3.2, label: 'Failed' }]}
    />,
    { api: anApi('nothing') },
  );

describe('TimeChart', () => {
  it('has its figures in a table, made when it is opened', async () => {
    show();
    const figure = await screen.findByRole('figure', { name: 'Error rate' });
    expect(within(figure).queryByRole('table')).toBeNull();
    await userEvent.click(screen.getByText('Values of Error rate'));
    const rows = within(figure).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'TimeStableCanaryNote',
      expect.stringContaining('0.1 %—'),
      expect.stringContaining('0.2 %3.2 %Failed'),
      expect.stringContaining('——'),
    ]);
  });

  it('is zoomed and moved by buttons, and shows all again', async () => {
    show();
    const drawn = await screen.findByRole('status', { hidden: true });
    const shown = () => JSON.parse(drawn.textContent!);
    const whole = { from: at(0), to: at(2) };
    expect(shown()).toEqual(whole);
    await userEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
    const half = { from: at(0) + 30_000, to: at(1) + 30_000 };
    expect(shown()).toEqual(half);
    await userEvent.click(screen.getByRole('button', { name: 'Later' }));
    expect(shown()).toEqual({ from: at(1), to: at(2) });
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(shown()).toEqual(whole);
  });

  it('says so when there is nothing to draw', async () => {
    show([{ ...series[0], points: [] }]);
    expect(await screen.findByText('No values in this time.')).toBeVisible();
  });
});
