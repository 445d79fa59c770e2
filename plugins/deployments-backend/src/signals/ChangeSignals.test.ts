import { mockServices } from '@backstage/backend-test-utils';
import { ChangeSignals, ChannelNames } from './ChangeSignals';
import { FLEET_TOPIC, MUCH_TOPIC, targetTopic } from './topics';

const names = new ChannelNames('salt');
const change = (id: string) => ({ id, labelsBefore: {}, labelsAfter: {} });

function setUp() {
  const published: string[] = [];
  const ends: (() => void)[] = [];
  const signals = new ChangeSignals(
    {
      publish: async ({ channel }) => {
        published.push(channel);
      },
    },
    names,
    mockServices.logger.mock(),
    {
      sleep: () =>
        new Promise(resolve => {
          ends.push(resolve);
        }),
    },
  );
  const rested = async () => {
    ends.splice(0).forEach(end => end());
    await new Promise(resolve => setImmediate(resolve));
  };
  const take = () => published.splice(0);
  return { signals, take, rested };
}

describe('ChangeSignals', () => {
  it('tells of the fleet at once, and then of all that came meanwhile once', async () => {
    const { signals, take, rested } = setUp();
    const fleet = names.of(FLEET_TOPIC);
    await signals.targetsChanged([change('a')]);
    expect(take()).toEqual([names.of(targetTopic('a')), fleet]);
    await signals.targetsChanged([change('b')]);
    await signals.targetsChanged([change('c')]);
    expect(take()).not.toContain(fleet);
    await rested();
    expect(take()).toEqual([fleet]);
    await rested();
    expect(take()).toEqual([]);
    await signals.fleetChanged();
    expect(take()).toEqual([fleet]);
  });

  it('tells of very many changes in one word', async () => {
    const { signals, take } = setUp();
    await signals.targetsChanged(
      Array.from({ length: 1000 }, (_, n) => change(String(n))),
    );
    expect(take()).toEqual([names.of(MUCH_TOPIC), names.of(FLEET_TOPIC)]);
  });
});
