import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NAMESPACE } from '../../scenario/service.mts';
import { RESOURCES } from '../../store/resourceType.mts';
import {
  SimulatedCluster,
  testService,
} from '../../testing/simulatedCluster.mts';
import type { Service } from '../workloadTypes.mts';
import { HASH_LABEL } from './types.mts';

function selected(cluster: SimulatedCluster, name: string) {
  return cluster.store.get<Service>(RESOURCES.services, NAMESPACE, name)?.spec
    .selector?.[HASH_LABEL];
}

function previewing(): SimulatedCluster {
  const service = testService({ strategy: 'blue-green', steps: [] });
  const cluster = new SimulatedCluster(service).start('1.0.0');
  assert.equal(cluster.phase, 'Healthy');
  cluster.release('1.1.0');
  cluster.run(90);
  return cluster;
}

describe('a blue-green rollout', () => {
  it('waits with the preview beside the active revision', () => {
    const cluster = previewing();
    assert.equal(cluster.phase, 'Paused: BlueGreenPause');
    const { blueGreen, stableRS, currentPodHash } = cluster.status;
    assert.equal(blueGreen.activeSelector, stableRS);
    assert.equal(blueGreen.previewSelector, currentPodHash);
    assert.notEqual(stableRS, currentPodHash);
    assert.equal(selected(cluster, 'shop'), stableRS);
    assert.equal(selected(cluster, 'shop-preview'), currentPodHash);
    assert.equal(blueGreen.prePromotionAnalysisRunStatus?.status, 'Successful');
  });

  it('switches the active Service on promotion', () => {
    const cluster = previewing();
    cluster.patchStatus({ pauseConditions: null });
    cluster.run(5);
    assert.equal(cluster.phase, 'Healthy');
    assert.equal(selected(cluster, 'shop'), cluster.status.currentPodHash);
    cluster.run(60);
    assert.equal(cluster.replicaSet('1.0.0').spec.replicas, 0);
  });

  it('keeps the active Service where it is on an abort', () => {
    const cluster = previewing();
    cluster.patchStatus({ abort: true });
    cluster.run(60);
    assert.match(cluster.phase, /^Degraded: RolloutAborted/);
    assert.equal(selected(cluster, 'shop'), cluster.status.stableRS);
    assert.equal(cluster.replicaSet('1.1.0').spec.replicas, 0);
  });

  it('promotes at once on a retry while the preview is still up', () => {
    const cluster = previewing();
    cluster.patchStatus({ abort: true });
    cluster.run(5);
    cluster.patchStatus({ abort: false });
    cluster.run(5);
    assert.equal(cluster.phase, 'Healthy');
    assert.equal(selected(cluster, 'shop'), cluster.status.currentPodHash);
  });

  it('previews again on a retry after the preview is gone', () => {
    const cluster = previewing();
    cluster.patchStatus({ abort: true });
    cluster.run(60);
    cluster.patchStatus({ abort: false });
    cluster.run(90);
    assert.equal(cluster.phase, 'Paused: BlueGreenPause');
  });

  it('has the active revision as the selector of its scale', () => {
    const cluster = previewing();
    assert.equal(
      cluster.status.selector,
      `app.kubernetes.io/name=shop,${HASH_LABEL}=${cluster.status.stableRS}`,
    );
  });
});
