import fc from 'fast-check';
import { readEvent, textOf } from './readEvent';

describe('what an event of Flagger says', () => {
  it.each<[string, object]>([
    ['New revision detected! Scaling up web.shop', { says: 'began' }],
    [
      'New revision detected! Restarting analysis for web.shop',
      { says: 'began' },
    ],
    ['Advance web.shop canary weight 20', { says: 'advanced' }],
    ['Advance web.shop canary iteration 1/10', { says: 'advanced' }],
    ['Advance web.shop primary weight 70', { says: 'advanced' }],
    [
      'Halt web.shop advancement error-ratio 3.20 > 1',
      {
        says: 'metric-failed',
        metric: 'error-ratio',
        value: '3.20',
        operator: '>',
        limit: '1',
      },
    ],
    [
      'Halt web.shop advancement my own words 0.10 < 0.5',
      { metric: 'my own words', value: '0.10', operator: '<', limit: '0.5' },
    ],
    [
      'Halt web.shop advancement success rate 97.00% < 99%',
      { metric: 'request-success-rate', value: '97.00%', limit: '99%' },
    ],
    [
      'Halt web.shop advancement request duration 1.205s > 500ms',
      { metric: 'request-duration', value: '1.205s', limit: '500ms' },
    ],
    [
      'Halt advancement no values found for istio metric request-success-rate probably web.shop is not receiving traffic: no values found',
      { says: 'metric-error', metric: 'request-success-rate' },
    ],
    [
      'Halt advancement no values found for custom metric: error-ratio: no values found',
      { says: 'metric-error', metric: 'error-ratio' },
    ],
    [
      'Metric query failed for error-ratio: error response: 400',
      { says: 'metric-error', metric: 'error-ratio' },
    ],
    ['Prometheus query failed: timeout', { says: 'metric-error', metric: '' }],
    [
      'Halt web.shop advancement waiting for approval by hand',
      { says: 'gate', gate: 'confirm-rollout', hook: 'by hand' },
    ],
    [
      'Halt web.shop advancement waiting for promotion approval ask',
      { says: 'gate', gate: 'confirm-promotion', hook: 'ask' },
    ],
    [
      'Halt web.shop advancement waiting for traffic increase approval ask',
      { says: 'gate', gate: 'confirm-traffic-increase', hook: 'ask' },
    ],
    [
      'Halt web.shop advancement external check smoke failed it returned 3 > 2',
      {
        says: 'hook-failed',
        hook: 'smoke',
        message: 'it returned 3 > 2',
      },
    ],
    [
      'Halt web.shop advancement pre-rollout check ready failed no',
      { says: 'hook-failed', hook: 'ready', message: 'no' },
    ],
    [
      'canary deployment web.shop not ready: waiting for rollout to finish: 0 of 2',
      {
        says: 'not-ready',
        message: 'waiting for rollout to finish: 0 of 2',
      },
    ],
    [
      'Rolling back web.shop failed checks threshold reached 5',
      { says: 'rolled-back', because: 'checks' },
    ],
    [
      'Rolling back web.shop manual webhook invoked',
      { says: 'rolled-back', because: 'hook' },
    ],
  ])('%s', (message, saying) => {
    expect(readEvent(message)).toMatchObject(saying);
  });

  it.each([
    'Starting canary analysis for web.shop',
    'Rollback hook rollback not signaling a rollback',
    'Promotion completed! Scaling down web.shop',
    'Halt web.shop advancement error-ratio is odd',
    '',
  ])('nothing that matters: %s', message => {
    expect(readEvent(message)).toBeNull();
  });

  it('is read also where the event client has put many together', () => {
    const message =
      '(combined from similar events): Halt web.shop advancement error-ratio 3.20 > 1';
    expect(readEvent(message)).toMatchObject({ metric: 'error-ratio' });
    expect(textOf(message)).toBe(
      'Halt web.shop advancement error-ratio 3.20 > 1',
    );
  });

  it('never makes up a metric, a value or a limit', () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9_:.-]{1,20}$/);
    const number = fc.double({ noNaN: true, min: 0, max: 1e6 });
    fc.assert(
      fc.property(
        word,
        number,
        fc.constantFrom('<', '>'),
        number,
        (metric, value, operator, limit) => {
          const text = `Halt web.shop advancement ${metric} ${value.toFixed(
            2,
          )} ${operator} ${limit}`;
          expect(readEvent(text)).toEqual({
            says: 'metric-failed',
            metric,
            value: value.toFixed(2),
            operator,
            limit: String(limit),
          });
        },
      ),
    );
  });

  it('reads any text without failing, and soon', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(2000), (text, count) => {
        expect(() =>
          readEvent(`Halt ${text} advancement ${'a '.repeat(count)}${text}`),
        ).not.toThrow();
      }),
    );
  });
});
