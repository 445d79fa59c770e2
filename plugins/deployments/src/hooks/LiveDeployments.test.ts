import type { DeploymentsSnapshot } from '../api';
import { anAnswer } from '../__testUtils__/states';
import { setPageVisibility } from '../__testUtils__/visibility';
import { LiveDeployments } from './LiveDeployments';

const snapshot = (channels: string[] = ['one']): DeploymentsSnapshot => ({
  deployments: anAnswer({ channels }),
  clockOffsetMs: 0,
});

function setUp(options: { signals: boolean }) {
  const same = snapshot();
  const heard = new Map<string, () => void>();
  const load = jest.fn(
    async (_signal: AbortSignal): Promise<DeploymentsSnapshot> => same,
  );
  const live = new LiveDeployments({
    load,
    listen: options.signals
      ? (channel, listener) => {
          heard.set(channel, listener);
          return () => heard.delete(channel);
        }
      : null,
  });
  return { live, load, heard, same };
}

/** Lets answers that are there arrive. */
const settle = () => jest.advanceTimersByTimeAsync(0);

describe('LiveDeployments', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    setPageVisibility('visible');
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks at once, and every 10 s where there are no signals', async () => {
    const { live, load } = setUp({ signals: false });
    live.subscribe(() => {});
    await settle();
    expect(load).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(9_999);
    expect(load).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('polls every 30 s beside signals', async () => {
    const { live, load } = setUp({ signals: true });
    live.subscribe(() => {});
    await settle();
    await jest.advanceTimersByTimeAsync(29_000);
    expect(load).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('polls faster once a change came without a signal, until one comes', async () => {
    const { live, load, heard } = setUp({ signals: true });
    live.subscribe(() => {});
    await settle();
    load.mockResolvedValueOnce(snapshot());
    await jest.advanceTimersByTimeAsync(30_000);
    expect(live.get().pollMs).toBe(10_000);
    heard.get('one')!();
    expect(live.get().pollMs).toBe(30_000);
  });

  it('asks within 200 ms of a signal, once for a burst of them', async () => {
    const { live, load, heard } = setUp({ signals: true });
    live.subscribe(() => {});
    await settle();
    for (let i = 0; i < 20; i++) {
      heard.get('one')!();
    }
    await jest.advanceTimersByTimeAsync(200);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('asks again when a signal comes while an answer is on its way', async () => {
    const { live, load, heard, same } = setUp({ signals: true });
    live.subscribe(() => {});
    await settle();
    let answer: (s: DeploymentsSnapshot) => void = () => {};
    load.mockReturnValueOnce(new Promise(resolve => (answer = resolve)));
    live.refresh();
    heard.get('one')!();
    answer(same);
    await settle();
    await settle();
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('follows the channels of the latest answer', async () => {
    const { live, load, heard } = setUp({ signals: true });
    live.subscribe(() => {});
    await settle();
    load.mockResolvedValueOnce(snapshot(['two']));
    live.refresh();
    await settle();
    expect([...heard.keys()]).toEqual(['two']);
  });

  it('asks nothing while the page is hidden, and at once when it is shown', async () => {
    const { live, load } = setUp({ signals: false });
    live.subscribe(() => {});
    await settle();
    setPageVisibility('hidden');
    await jest.advanceTimersByTimeAsync(600_000);
    expect(load).toHaveBeenCalledTimes(1);
    setPageVisibility('visible');
    await settle();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('keeps what it has when a request fails, and goes on asking', async () => {
    const { live, load, same } = setUp({ signals: false });
    live.subscribe(() => {});
    await settle();
    load.mockRejectedValueOnce(new Error('down'));
    live.refresh();
    await settle();
    expect(live.get()).toMatchObject({
      snapshot: same,
      error: new Error('down'),
    });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(live.get().error).toBeNull();
  });

  it('keeps what an action has answered with until the backend has seen it', async () => {
    const { live, load, same } = setUp({ signals: false });
    live.subscribe(() => {});
    await settle();
    load.mockReturnValueOnce(new Promise(() => {}));
    live.refresh();
    const acted = snapshot();
    live.replace(acted);
    expect(load.mock.calls[1][0].aborted).toBe(true);
    await jest.advanceTimersByTimeAsync(999);
    expect(live.get().snapshot).toBe(acted);
    await jest.advanceTimersByTimeAsync(1);
    expect(live.get().snapshot).toBe(same);
  });

  it('is not rendered anew by an unchanged answer', async () => {
    const { live } = setUp({ signals: false });
    live.subscribe(() => {});
    await settle();
    const before = live.get().snapshot;
    live.refresh();
    await settle();
    expect(live.get().snapshot).toBe(before);
  });

  it('stops and forgets its request when nobody looks any more', async () => {
    const { live, load, heard } = setUp({ signals: true });
    const leave = live.subscribe(() => {});
    await settle();
    live.refresh();
    leave();
    expect(load.mock.calls[1][0].aborted).toBe(true);
    expect([...heard.keys()]).toEqual([]);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(load).toHaveBeenCalledTimes(2);
  });
});
