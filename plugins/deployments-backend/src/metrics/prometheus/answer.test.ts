import { readRangeAnswer } from './answer';

const matrix = (result: object[]) =>
  JSON.stringify({
    status: 'success',
    data: { resultType: 'matrix', result },
  });

describe('readRangeAnswer', () => {
  it('reads series, and no number where Prometheus has none', () => {
    const values = [
      [1.5, '0.25'],
      [2, 'NaN'],
      [3, '+Inf'],
      [4, '-Inf'],
      [5, '1e3'],
      [6, ''],
    ];
    expect(
      readRangeAnswer(200, matrix([{ metric: { job: 'x' }, values }])),
    ).toEqual([
      {
        labels: { job: 'x' },
        points: [
          [1500, 0.25],
          [2000, null],
          [3000, null],
          [4000, null],
          [5000, 1000],
          [6000, null],
        ],
      },
    ]);
    expect(readRangeAnswer(200, matrix([]))).toEqual([]);
  });

  it.each([
    [400, '{"status":"error","error":"parse error"}', 'InputError', 'parse'],
    [422, '{"status":"error","error":"too many"}', 'InputError', 'too many'],
    [401, '<html>', 'NotAllowedError', 'credential'],
    [503, '{"error":"down"}', 'ServiceUnavailableError', '503: down'],
    [502, '<html>', 'ServiceUnavailableError', 'answers 502'],
    [200, '<html>', 'ServiceUnavailableError', 'not Prometheus'],
    [
      200,
      '{"status":"success","data":{"resultType":"vector","result":[]}}',
      'ServiceUnavailableError',
      'not Prometheus',
    ],
  ])('tells what %p %j means', (status, text, name, message) => {
    expect(() => readRangeAnswer(status, text)).toThrow(
      expect.objectContaining({
        name,
        message: expect.stringContaining(message),
      }),
    );
  });
});
