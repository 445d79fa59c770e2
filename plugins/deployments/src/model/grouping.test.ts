import * as fc from 'fast-check';
import {
  aCluster,
  aHealthyState,
  anAnswer,
  aSecondCluster,
  aState,
  aView,
} from '../__testUtils__/states';
import { groupTargets } from './grouping';

describe('groupTargets', () => {
  it('puts the same rollout of two clusters side by side', () => {
    const [row, ...others] = groupTargets(
      anAnswer({
        items: [
          aView(aState()),
          aView(aHealthyState({ cluster: 'gke-heal7-secondary' })),
        ],
        clusters: [aCluster(), aSecondCluster()],
      }),
    );
    expect(others).toEqual([]);
    expect(row.cells.map(c => [c.cluster.title, c.view?.state.phase])).toEqual([
      ['EKS production', 'paused'],
      ['GKE secondary', 'healthy'],
    ]);
  });

  it('leaves an empty place where a cluster has not got it', () => {
    const [row] = groupTargets(
      anAnswer({ clusters: [aCluster(), aSecondCluster()] }),
    );
    expect(row.cells.map(c => c.view === null)).toEqual([false, true]);
  });

  it('loses no target and shows none twice', () => {
    const target = fc.record({
      cluster: fc.constantFrom('one', 'two', 'unlisted'),
      namespace: fc.constantFrom('a', 'b'),
      name: fc.constantFrom('web', 'api', 'worker'),
      engine: fc.constantFrom('argo-rollouts', 'flagger'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(target, { selector: t => JSON.stringify(t) }),
        targets => {
          const items = targets.map(t => aView(aState(t)));
          const rows = groupTargets(
            anAnswer({
              items,
              clusters: [aCluster({ name: 'one' }), aCluster({ name: 'two' })],
            }),
          );
          const shown = rows.flatMap(r =>
            r.cells.flatMap(c => (c.view ? [c.view] : [])),
          );
          expect(new Set(shown)).toEqual(new Set(items));
          expect(shown).toHaveLength(items.length);
          const widths = new Set(rows.map(r => r.cells.length));
          expect(widths.size).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
