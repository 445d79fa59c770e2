import { delivery } from '../../dev/rollouts';
import { deliveryFigures } from './delivery';

const nothing = {
  ...delivery(30),
  deployments: 0,
  deploymentsPerDay: 0,
  leadTimeSeconds: null,
  leadTimeKnown: 0,
  changeFailureRate: null,
  failures: 0,
  timeToRestoreSeconds: null,
  restored: 0,
};
const figure = (id: string, change: Partial<typeof nothing> | {}) =>
  deliveryFigures({ ...nothing, ...change }, 'en').find(one => one.id === id);

describe('the delivery figures', () => {
  it('are not known, and not zero, when nothing was deployed', () => {
    expect(deliveryFigures(nothing, 'en').map(({ value }) => value)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(figure('leadTime', {})?.note.key).toBe('delivery.noDeployments');
  });

  it('say that no commit is known when there were deployments', () => {
    expect(
      figure('leadTime', { deployments: 3, deploymentsPerDay: 0.1 })?.note.key,
    ).toBe('delivery.noCommits');
  });

  it.each([
    [2.55, 'delivery.perDay', '2.6'],
    [1, 'delivery.perDay', '1'],
    [0.5, 'delivery.perWeek', '3.5'],
    [0.1, 'delivery.perMonth', '3'],
  ])('write %d a day in a unit that people count in', (perDay, key, number) => {
    expect(
      figure('frequency', { deployments: 1, deploymentsPerDay: perDay })?.value,
    ).toEqual({ key, params: { number } });
  });

  it('tell no failure from one that is not restored yet', () => {
    expect(figure('restore', {})?.note.key).toBe('delivery.noFailures');
    expect(figure('restore', { failures: 1 })?.note.key).toBe(
      'delivery.notRestored',
    );
  });

  it('write a rate of zero as zero', () => {
    expect(figure('failureRate', { changeFailureRate: 0 })?.value).toBe('0%');
  });
});
