import { setPageVisibility } from '../__testUtils__/visibility';
import { Ticker } from './ticker';

describe('Ticker', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    setPageVisibility('visible');
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ticks all listeners by one timer', () => {
    const ticker = new Ticker();
    const listeners = [jest.fn(), jest.fn(), jest.fn()];
    const leaves = listeners.map(listener => ticker.subscribe(listener));
    expect(jest.getTimerCount()).toBe(1);
    listeners.forEach(listener => listener.mockClear());
    jest.advanceTimersByTime(3000);
    listeners.forEach(listener => expect(listener).toHaveBeenCalledTimes(3));
    expect(ticker.now()).toBe(3000);
    leaves.forEach(leave => leave());
  });

  it('stands still on a hidden page and catches up at once', () => {
    const ticker = new Ticker();
    const listener = jest.fn();
    const leave = ticker.subscribe(listener);
    setPageVisibility('hidden');
    listener.mockClear();
    jest.advanceTimersByTime(60_000);
    expect(listener).not.toHaveBeenCalled();
    setPageVisibility('visible');
    expect(listener).toHaveBeenCalledTimes(1);
    expect(ticker.now()).toBe(60_000);
    leave();
  });

  it('has no timer when nobody listens', () => {
    const ticker = new Ticker();
    ticker.subscribe(() => {})();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('reads the same twice before it ticks', () => {
    const ticker = new Ticker();
    const first = ticker.now();
    jest.advanceTimersByTime(10);
    expect(ticker.now()).toBe(first);
  });
});
