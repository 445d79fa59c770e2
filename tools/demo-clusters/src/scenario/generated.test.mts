import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createVirtualClock } from '../clock/virtualClock.mts';
import type { Rollout } from '../simulator/rollout/types.mts';
import { startDemoCluster } from '../startDemoCluster.mts';
import { RESOURCES } from '../store/resourceType.mts';
import { createGeneratedScenario } from './generated.mts';

describe('generated rollouts', () => {
  it('rest until one is written to, and then stay healthy', async t => {
    const clock = createVirtualClock(Date.parse('2026-01-05T09:00:00Z'));
    const size = { rollouts: 20, replicaSets: 3, pods: 2 };
    const cluster = await startDemoCluster({
      name: 'eks-test',
      port: 0,
      clock,
      scenario: createGeneratedScenario(size),
    });
    t.after(() => cluster.stop());
    assert.equal(cluster.store.list(RESOURCES.rollouts).length, 20);
    assert.equal(cluster.store.list(RESOURCES.replicaSets).length, 60);
    assert.equal(cluster.store.list(RESOURCES.pods).length, 40);
    const before = cluster.store.version;
    clock.advance(60_000);
    assert.equal(cluster.store.version, before);

    const [first] = cluster.store.list<Rollout>(RESOURCES.rollouts);
    cluster.store.replace<Rollout>(RESOURCES.rollouts, {
      ...first,
      spec: { ...first.spec, replicas: 3 },
    });
    clock.advance(60_000);
    assert.equal(cluster.store.list(RESOURCES.pods).length, 41);
    const [now] = cluster.store.list<Rollout>(RESOURCES.rollouts);
    assert.equal(now.status?.phase, 'Healthy');
    assert.equal(now.status?.readyReplicas, 3);
  });
});
