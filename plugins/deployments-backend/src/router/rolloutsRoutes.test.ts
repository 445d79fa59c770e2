import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import { inCluster } from './rolloutsRoutes';

const selector: EntitySelector = {
  labels: [{ key: 'app', operator: 'in', values: ['web'] }],
  cluster: null,
  namespace: null,
  names: null,
};

describe('the history of one cluster', () => {
  it('narrows what the entity selects', () => {
    expect(inCluster(selector, 'eks')).toEqual({ ...selector, cluster: 'eks' });
    expect(inCluster(selector, undefined)).toBe(selector);
  });

  it('never widens it to a cluster that the entity is not in', () => {
    const pinned = { ...selector, cluster: 'gke' };
    expect(inCluster(pinned, 'eks')).toBeNull();
    expect(inCluster(pinned, 'gke')).toEqual(pinned);
  });

  it('stays nothing for an entity that selects nothing', () => {
    expect(inCluster(null, 'eks')).toBeNull();
  });
});
