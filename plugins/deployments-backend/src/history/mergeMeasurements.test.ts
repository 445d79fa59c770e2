import fc from 'fast-check';
import { analysisOf } from '../__testUtils__/rolloutStates';
import { mergeMeasurements } from './mergeMeasurements';

const valuesOf = (analysis: ReturnType<typeof analysisOf>) =>
  analysis.metrics[0].measurements.map(({ value }) => Number(value));

describe('mergeMeasurements', () => {
  it('keeps what the engine has thrown away, and its own latest words', () => {
    const merged = mergeMeasurements(
      analysisOf('b', [1, 2, 3]),
      analysisOf('b', [3, 4], 'Failed'),
    );
    expect(valuesOf(merged)).toEqual([1, 2, 3, 4]);
    expect(merged.phase).toBe('Failed');
  });

  it('replaces a measurement that was still being taken', () => {
    const running = analysisOf('b', [1]);
    running.metrics[0].measurements[0].finishedAt = null;
    running.metrics[0].measurements[0].value = '';
    expect(valuesOf(mergeMeasurements(running, analysisOf('b', [1])))).toEqual([
      1,
    ]);
  });

  it('keeps the newest 200, in order, whatever windows were seen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 40 }),
        strides => {
          const ends = strides.map((_, index) =>
            strides.slice(0, index + 1).reduce((sum, one) => sum + one, 0),
          );
          let merged = analysisOf('b', []);
          const seen = new Set<number>();
          for (const end of ends) {
            const window = [...Array(10).keys()].map(back => end - 9 + back);
            window.forEach(value => seen.add(value));
            merged = mergeMeasurements(merged, analysisOf('b', window));
          }
          const expected = [...seen].sort((a, b) => a - b).slice(-200);
          expect(valuesOf(merged)).toEqual(expected);
        },
      ),
    );
  });
});
