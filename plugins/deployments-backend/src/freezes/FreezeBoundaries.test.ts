import { mockServices } from '@backstage/backend-test-utils';
import type { Freeze } from '@heal7/backstage-plugin-deployments-common';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { FreezeBoundaries } from './FreezeBoundaries';

const PLACES = [
  { cluster: 'east', environment: 'production' },
  { cluster: 'west', environment: 'production' },
  { cluster: 'lab', environment: 'staging' },
];

/** What is told in the first so many seconds, as `second:cluster`. */
async function toldWithin(
  seconds: number,
  declared: { at?: number; from: number; until: number; cluster?: string }[],
  failing: (second: number) => boolean = () => false,
) {
  const clock = new JumpingClock();
  const start = clock.now().getTime();
  const second = () => (clock.now().getTime() - start) / 1000;
  const stop = new AbortController();
  const told: string[] = [];
  const time = (s: number) => new Date(start + s * 1000).toISOString();
  const freezes = declared.map(
    ({ at = 0, from, until, cluster = null }, index) => ({
      at,
      freeze: {
        id: String(index),
        cluster,
        environment: 'production',
        from: time(from),
        until: time(until),
      } as Freeze,
    }),
  );
  const logger = mockServices.logger.mock();
  await new FreezeBoundaries({
    store: {
      async notEnded(now) {
        if (second() > seconds) {
          stop.abort();
          return [];
        }
        if (failing(second())) {
          throw new Error('The database is away');
        }
        return freezes
          .filter(
            ({ at, freeze }) =>
              at <= second() && Date.parse(freeze.until) > now.getTime(),
          )
          .map(({ freeze }) => freeze);
      },
    },
    places: () => PLACES,
    listener: {
      clusterChanged: async name => {
        told.push(`${second()}:${name}`);
      },
    },
    clock,
    logger,
  }).run(stop.signal);
  return { told, sleeps: clock.sleeps, logger };
}

describe('FreezeBoundaries', () => {
  it('tells the clusters concerned when a freeze begins and when it ends', async () => {
    const { told } = await toldWithin(60, [{ from: 4, until: 37 }]);
    expect(told).toEqual(['4:east', '4:west', '37:east', '37:west']);
  });

  it('tells a cluster once of freezes that meet', async () => {
    const { told } = await toldWithin(60, [
      { from: -5, until: 20, cluster: 'east' },
      { from: 20, until: 500, cluster: 'east' },
    ]);
    expect(told).toEqual(['20:east']);
  });

  it('hears of one that was declared through another replica', async () => {
    const { told } = await toldWithin(60, [
      { at: 7, from: 8, until: 40, cluster: 'west' },
    ]);
    expect(told).toEqual(['15:west', '40:west']);
  });

  it('tells nothing of freezes that neither begin nor end, and rests', async () => {
    const { told, sleeps } = await toldWithin(60, [{ from: -5, until: 900 }]);
    expect(told).toEqual([]);
    expect(sleeps.length).toBeLessThanOrEqual(7);
  });

  it('tells late what passed while the database was away', async () => {
    const { told, logger } = await toldWithin(
      60,
      [{ from: -5, until: 10, cluster: 'east' }],
      second => second > 5 && second < 20,
    );
    expect(told).toEqual(['25:east']);
    expect(logger.warn).toHaveBeenCalled();
  });
});
