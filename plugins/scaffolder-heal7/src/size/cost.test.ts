import { PLACEMENTS } from '../__testUtils__/placements';
import { estimateCost, isProduction } from './cost';

const SIZE = { minReplicas: 2, maxReplicas: 10, cpu: '500m', memory: '1Gi' };

describe('estimateCost', () => {
  it('counts every replica on every cluster with a price', () => {
    // Half a core of 20 dollars and one GiB of 4 dollars: 14 a replica.
    const { total } = estimateCost(SIZE, ['aws'], PLACEMENTS);
    expect(total).toEqual({ min: 28, max: 140 });
    const twice = {
      ...PLACEMENTS,
      clusters: PLACEMENTS.clusters.map(cluster => ({
        ...cluster,
        price: PLACEMENTS.clusters[0].price,
      })),
    };
    expect(estimateCost(SIZE, ['aws', 'gcp'], twice).total).toEqual({
      min: 56,
      max: 280,
    });
  });

  it('takes no price from elsewhere', () => {
    const estimate = estimateCost(SIZE, ['aws', 'gcp'], PLACEMENTS);
    expect(estimate.total).toEqual({ min: 28, max: 140 });
    expect(estimate.unpriced.map(({ name }) => name)).toEqual(['gcp']);
    expect(estimateCost(SIZE, ['gcp'], PLACEMENTS).total).toBeUndefined();
  });

  it('holds it against the budget of the clusters’ environment', () => {
    expect(
      estimateCost(SIZE, ['aws', 'staging'], PLACEMENTS).environments,
    ).toEqual([
      {
        environment: expect.objectContaining({ name: 'production' }),
        cost: { min: 28, max: 140 },
      },
    ]);
  });
});

describe('isProduction', () => {
  it('is what one production cluster makes it', () => {
    expect(isProduction(['staging'], PLACEMENTS)).toBe(false);
    expect(isProduction(['staging', 'gcp'], PLACEMENTS)).toBe(true);
  });
});
