import { act, render, screen } from '@testing-library/react';
import { TestApiProvider, mockApis } from '@backstage/frontend-test-utils';
import { errorApiRef, translationApiRef } from '@backstage/frontend-plugin-api';
import { ServerClockProvider } from '../../hooks/useServerNow';
import { setPageVisibility } from '../../__testUtils__/visibility';
import { Countdown } from './Countdown';

const NOW = Date.parse('2026-03-02T09:00:00Z');

const show = (offsetMs: number) =>
  render(
    <TestApiProvider
      apis={[
        [translationApiRef, mockApis.translation()],
        [errorApiRef, mockApis.error()],
      ]}
    >
      <ServerClockProvider offsetMs={offsetMs}>
        <Countdown endsAt="2026-03-02T09:05:00Z" />
      </ServerClockProvider>
    </TestApiProvider>,
  );

describe('Countdown', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
    setPageVisibility('visible');
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('counts down every second', () => {
    show(0);
    expect(screen.getByRole('timer')).toHaveTextContent('5:00 left');
    act(() => jest.advanceTimersByTime(2000));
    expect(screen.getByRole('timer')).toHaveTextContent('4:58 left');
  });

  it("goes by the server's clock", () => {
    show(60_000);
    expect(screen.getByRole('timer')).toHaveTextContent('4:00 left');
  });

  it('says when the pause is over', () => {
    show(0);
    act(() => jest.advanceTimersByTime(301_000));
    expect(screen.getByRole('timer')).toHaveTextContent('Pause is over');
  });

  it('stands still on a hidden page and is right again when shown', () => {
    show(0);
    act(() => setPageVisibility('hidden'));
    act(() => jest.advanceTimersByTime(60_000));
    expect(screen.getByRole('timer')).toHaveTextContent('5:00 left');
    act(() => setPageVisibility('visible'));
    expect(screen.getByRole('timer')).toHaveTextContent('4:00 left');
  });
});
