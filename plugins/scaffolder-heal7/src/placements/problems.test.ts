import { PLACEMENTS } from '../__testUtils__/placements';
import { placementProblems } from './problems';

const { clusters } = PLACEMENTS;

describe('placementProblems', () => {
  it('wants at least one cluster', () => {
    expect(placementProblems([], clusters)).toEqual([
      { key: 'placement.none' },
    ]);
  });

  it('names a cluster that there is not', () => {
    expect(placementProblems(['aws', 'moon'], clusters)).toEqual([
      { key: 'placement.unknown', params: { name: 'moon' } },
    ]);
  });

  it('wants a node pool that the service needs on one of the clusters', () => {
    expect(placementProblems(['gcp'], clusters, ['gpu'])).toEqual([
      { key: 'placement.noPool', params: { pool: 'gpu' } },
    ]);
    expect(placementProblems(['aws', 'gcp'], clusters, ['gpu'])).toEqual([]);
  });

  it('trusts a cluster whose node pools nobody has described', () => {
    expect(placementProblems(['staging'], clusters, ['gpu'])).toEqual([]);
  });

  it('refuses nothing while the clusters cannot be asked for', () => {
    expect(placementProblems(['moon'], undefined, ['gpu'])).toEqual([]);
  });
});
