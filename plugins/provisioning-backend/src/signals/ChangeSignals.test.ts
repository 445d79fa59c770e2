import { mockServices } from '@backstage/backend-test-utils';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import { ChangeSignals } from './ChangeSignals';
import { ChannelNames } from './ChannelNames';
import { listeners } from './listeners';

const names = new ChannelNames('salt');

describe('ChangeSignals', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function setUp(publish = jest.fn().mockResolvedValue(undefined)) {
    const logger = mockServices.logger.mock();
    const signals = new ChangeSignals({ publish }, names, logger);
    const heard = () => publish.mock.calls.map(([{ channel }]) => channel);
    return { signals, heard, logger };
  }

  it('tells a burst at once, and once more at its end', () => {
    const { signals, heard } = setUp();
    for (let line = 0; line < 1_000; line++) {
      signals.logGrew('r');
    }
    expect(heard()).toEqual([names.ofRun('r')]);
    jest.advanceTimersByTime(500);
    expect(heard()).toHaveLength(2);
    jest.advanceTimersByTime(5_000);
    expect(heard()).toHaveLength(2);
  });

  it('tells pages of the run, of its stack and of lists, and no others', () => {
    const { signals, heard } = setUp();
    signals.runChanged({ id: 'r', stackId: 's' } as Run);
    expect(heard().sort()).toEqual(
      [names.ofRun('r'), names.ofStack('s'), names.stacks].sort(),
    );
    expect(heard()).not.toContain(names.ofStack('r'));
  });

  it('survives a signal that is lost', async () => {
    const { signals, logger } = setUp(
      jest.fn().mockRejectedValue(new Error('away')),
    );
    signals.stackChanged('s');
    await jest.advanceTimersByTimeAsync(500);
    expect(logger.warn).toHaveBeenCalled();
  });
});

describe('ChannelNames', () => {
  it('cannot be guessed from what is public', () => {
    const other = new ChannelNames('other salt');
    expect(other.ofStack('s')).not.toBe(names.ofStack('s'));
    expect(names.ofStack('s')).toMatch(/^provisioning:[0-9a-f]{32}$/);
  });
});

describe('listeners', () => {
  it('tell the others when one throws', () => {
    const heard = jest.fn();
    const logger = mockServices.logger.mock();
    const silent = { stackChanged() {}, runChanged() {}, logGrew() {} };
    const all = listeners(
      [
        {
          ...silent,
          stackChanged() {
            throw new Error('broken');
          },
        },
        { ...silent, stackChanged: heard },
      ],
      logger,
    );
    all.stackChanged('s');
    expect(heard).toHaveBeenCalledWith('s');
    expect(logger.error).toHaveBeenCalled();
  });
});
