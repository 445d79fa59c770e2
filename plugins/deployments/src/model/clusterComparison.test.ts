import fc from 'fast-check';
import {
  aCluster,
  aHealthyState,
  aRevision,
  aSecondCluster,
  aState,
  aView,
} from '../__testUtils__/states';
import { compareClusters } from './clusterComparison';

const cell = (image: string, digest = '') => ({
  cluster: aCluster(),
  view: aView(
    aHealthyState({
      revisions: [
        aRevision({
          hash: 'a',
          role: 'stable',
          images: [image],
          digests: [digest],
        }),
      ],
    }),
  ),
});
const standings = (...cells: Parameters<typeof compareClusters>[0]) =>
  compareClusters(cells).map(({ standing }) => standing);

describe('compareClusters', () => {
  it.each([
    ['a.io/web:1.4.2', 'b.io/apps/web:1.4.2', ['same', 'same']],
    ['a.io/web:1.10.0', 'a.io/web:1.9.3', ['ahead', 'behind']],
    ['a.io/web:v2.0.0', 'a.io/web:1.9.3', ['ahead', 'behind']],
    ['a.io/web:main', 'a.io/web:1.9.3', ['differs', 'differs']],
    ['a.io/web:1.0.0-rc.1', 'a.io/web:1.0.0', ['differs', 'differs']],
  ])('%s beside %s', (left, right, expected) => {
    expect(standings(cell(left), cell(right))).toEqual(expected);
  });

  it('knows a tag that was built again by its digest', () => {
    expect(
      standings(
        cell('web:1.0.0', 'sha256:a'),
        cell('web:1.0.0', 'sha256:b'),
        cell('web:1.0.0'),
      ),
    ).toEqual(['rebuilt', 'rebuilt', 'rebuilt']);
  });

  it('compares nothing with a cluster in which it is not', () => {
    const absent = { cluster: aSecondCluster(), view: null };
    expect(standings(cell('web:1.0.0'), absent)).toEqual([null, null]);
  });

  it('tells what is being rolled out beside what serves', () => {
    const [one] = compareClusters([
      { cluster: aCluster(), view: aView(aState()) },
    ]);
    expect([one.serves, one.next]).toEqual(['1.4.2', '1.5.0']);
  });

  it('never calls all clusters ahead, or all behind', () => {
    const version = fc
      .tuple(fc.nat(3), fc.nat(3), fc.nat(3))
      .map(numbers => `web:${numbers.join('.')}`);
    fc.assert(
      fc.property(fc.array(version, { minLength: 2, maxLength: 5 }), images => {
        const found = new Set(standings(...images.map(image => cell(image))));
        expect(found.has('ahead')).toBe(found.has('behind'));
        expect(found.has('same')).toBe(new Set(images).size === 1);
      }),
    );
  });
});
