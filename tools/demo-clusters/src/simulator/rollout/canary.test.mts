import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NAMESPACE, headerStep } from '../../scenario/service.mts';
import { RESOURCES } from '../../store/resourceType.mts';
import {
  SimulatedCluster,
  testService,
} from '../../testing/simulatedCluster.mts';
import type { DestinationRule, VirtualService } from './istio.mts';
import { HASH_LABEL, REVISION_ANNOTATION } from './types.mts';

function routes(cluster: SimulatedCluster) {
  const found = cluster.store.get<VirtualService>(
    RESOURCES.virtualServices,
    NAMESPACE,
    'shop',
  );
  return found?.spec.http ?? [];
}

function routedWeights(cluster: SimulatedCluster) {
  const primary = routes(cluster).find(({ name }) => name === 'primary');
  return primary?.route?.map(({ weight }) => weight);
}

describe('a first version', () => {
  it('skips the steps and becomes stable once its pods are ready', () => {
    const cluster = new SimulatedCluster();
    cluster.release('1.0.0');
    assert.equal(cluster.status.phase, 'Progressing');
    cluster.run(20);
    assert.equal(cluster.phase, 'Healthy');
    assert.equal(cluster.status.currentStepIndex, 3);
    assert.equal(cluster.status.stableRS, cluster.status.currentPodHash);
    assert.equal(cluster.status.observedGeneration, '1');
    assert.equal(cluster.pods.length, 4);
    assert.deepEqual(cluster.problems, []);
  });

  it('lets pods become ready one after the other', () => {
    const cluster = new SimulatedCluster();
    cluster.release('1.0.0');
    const seen = new Set<number>();
    cluster.run(20, () => seen.add(cluster.status.readyReplicas ?? 0));
    assert.ok(seen.size >= 3, `ready counts seen: ${[...seen]}`);
  });
});

describe('a canary', () => {
  it('stops at an endless pause with weight, pods and routes of its step', () => {
    const cluster = new SimulatedCluster().start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(600);
    assert.equal(cluster.phase, 'Paused: CanaryPauseStep');
    assert.equal(cluster.status.currentStepIndex, 1);
    assert.equal(cluster.status.controllerPause, true);
    assert.equal(cluster.status.canary.weights?.canary.weight, 25);
    assert.equal(cluster.status.canary.weights?.stable.weight, 75);
    assert.deepEqual(routedWeights(cluster), [75, 25]);
    assert.equal(cluster.replicaSet('1.1.0').spec.replicas, 1);
    assert.equal(cluster.replicaSet('1.0.0').spec.replicas, 4);
  });

  it('points the subsets at the hashes of the two revisions', () => {
    const cluster = new SimulatedCluster().start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(30);
    const rule = cluster.store.get<DestinationRule>(
      RESOURCES.destinationRules,
      NAMESPACE,
      'shop',
    );
    assert.deepEqual(
      rule?.spec.subsets?.map(({ labels }) => labels?.[HASH_LABEL]),
      [cluster.status.stableRS, cluster.status.currentPodHash],
    );
    assert.ok(cluster.eventReasons.includes('UpdatedDestinationRule'));
  });

  it('passes the annotations of the rollout on to its ReplicaSets', () => {
    const cluster = new SimulatedCluster().start('1.0.0');
    const { annotations } = cluster.replicaSet('1.0.0').metadata;
    assert.deepEqual(annotations, {
      'heal7.com/entity': 'component:default/shop',
      'rollout.argoproj.io/desired-replicas': '4',
      [REVISION_ANNOTATION]: '1',
    });
  });

  it('goes on to the end after a promotion and lets the old pods go later', () => {
    const cluster = new SimulatedCluster().start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(30);
    cluster.patchStatus({ pauseConditions: null });
    cluster.run(25);
    assert.equal(cluster.status.stableRS, cluster.status.currentPodHash);
    assert.equal(cluster.status.canary.weights?.canary.weight, 0);
    assert.equal(cluster.replicaSet('1.0.0').spec.replicas, 4);
    cluster.run(60);
    assert.equal(cluster.phase, 'Healthy');
    assert.equal(cluster.replicaSet('1.0.0').spec.replicas, 0);
    assert.equal(cluster.pods.length, 4);
    assert.ok(cluster.eventReasons.includes('RolloutCompleted'));
  });

  it('pauses again when only controllerPause is cleared', () => {
    const cluster = new SimulatedCluster().start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(30);
    cluster.patchStatus({ pauseConditions: null, controllerPause: false });
    cluster.run(30);
    assert.equal(cluster.phase, 'Paused: CanaryPauseStep');
    assert.equal(cluster.status.currentStepIndex, 1);
  });

  it('ends a timed pause by itself', () => {
    const steps = [{ setWeight: 25 }, { pause: { duration: '2m' } }];
    const cluster = new SimulatedCluster(testService({ steps })).start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(100);
    assert.equal(cluster.phase, 'Paused: CanaryPauseStep');
    cluster.run(120);
    assert.equal(cluster.phase, 'Healthy');
  });

  it('sets the header route first and takes it away at the end', () => {
    const steps = [{ setWeight: 25 }, headerStep('shop'), { pause: {} }];
    const cluster = new SimulatedCluster(testService({ steps })).start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(30);
    assert.deepEqual(
      routes(cluster).map(({ name, match }) => ({ name, match })),
      [
        {
          name: 'shop-canary-header',
          match: [{ headers: { canary: { exact: 'true' } } }],
        },
        { name: 'primary', match: undefined },
      ],
    );
    cluster.patchStatus({ pauseConditions: null });
    cluster.run(90);
    assert.deepEqual(
      routes(cluster).map(({ name }) => name),
      ['primary'],
    );
  });

  it('skips to the next step when the index is moved on', () => {
    const steps = [
      { setWeight: 25 },
      { pause: {} },
      { setWeight: 50 },
      { pause: {} },
    ];
    const cluster = new SimulatedCluster(testService({ steps })).start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(30);
    cluster.patchStatus({ currentStepIndex: 2, pauseConditions: null });
    cluster.run(30);
    assert.equal(cluster.status.currentStepIndex, 3);
    assert.equal(cluster.status.canary.weights?.canary.weight, 50);
  });

  it('goes past every step when promoted fully', () => {
    const steps = [
      { setWeight: 25 },
      { pause: {} },
      { setWeight: 50 },
      { pause: {} },
    ];
    const cluster = new SimulatedCluster(testService({ steps })).start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(30);
    cluster.patchStatus({ promoteFull: true });
    cluster.run(90);
    assert.equal(cluster.phase, 'Healthy');
    assert.equal(cluster.status.promoteFull, undefined);
    assert.equal(cluster.status.currentStepIndex, 4);
  });
});

describe('an abort', () => {
  function aborted(): SimulatedCluster {
    const cluster = new SimulatedCluster().start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(30);
    cluster.patchStatus({ abort: true });
    return cluster;
  }

  it('sends everything back to stable at once and degrades the rollout', () => {
    const cluster = aborted();
    assert.equal(
      cluster.phase,
      'Degraded: RolloutAborted: Rollout aborted update to revision 2',
    );
    assert.equal(cluster.status.currentStepIndex, 0);
    assert.equal(cluster.status.pauseConditions, undefined);
    assert.ok(cluster.status.abortedAt);
    assert.deepEqual(routedWeights(cluster), [100, 0]);
  });

  it('scales the canary down half a minute later', () => {
    const cluster = aborted();
    cluster.run(10);
    assert.equal(cluster.replicaSet('1.1.0').spec.replicas, 1);
    cluster.run(30);
    assert.equal(cluster.replicaSet('1.1.0').spec.replicas, 0);
  });

  it('is taken back by a retry, which begins at the first step', () => {
    const cluster = aborted();
    cluster.run(60);
    cluster.patchStatus({ abort: false });
    cluster.run(30);
    assert.equal(cluster.phase, 'Paused: CanaryPauseStep');
    assert.equal(cluster.status.abortedAt, undefined);
    assert.equal(cluster.replicaSet('1.1.0').spec.replicas, 1);
  });

  it('is left by rolling back: the old template is a new revision', () => {
    const cluster = aborted();
    cluster.run(60);
    const { template } = cluster.replicaSet('1.0.0').spec;
    const { [HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {};
    cluster.store.replace(RESOURCES.rollouts, {
      ...cluster.rollout,
      spec: {
        ...cluster.rollout.spec,
        template: { ...template, metadata: { labels } },
      },
    });
    cluster.run(60);
    assert.equal(cluster.phase, 'Healthy');
    assert.equal(cluster.status.currentStepIndex, 3);
    assert.equal(cluster.replicaSets.length, 2);
    const stable = cluster.replicaSet('1.0.0').metadata.annotations;
    assert.equal(stable?.[REVISION_ANNOTATION], '3');
  });
});

describe('the spec', () => {
  it('holds the rollout while paused by hand', () => {
    const steps = [{ setWeight: 25 }, { pause: { duration: '30s' } }];
    const cluster = new SimulatedCluster(testService({ steps })).start('1.0.0');
    cluster.release('1.1.0');
    cluster.run(15);
    cluster.patch({ spec: { paused: true } });
    cluster.run(120);
    assert.equal(cluster.phase, 'Paused: manually paused');
    assert.equal(cluster.status.currentStepIndex, 1);
    cluster.patch({ spec: { paused: false } });
    cluster.run(120);
    assert.equal(cluster.phase, 'Healthy');
  });

  it('is scaled at once when replicas change', () => {
    const cluster = new SimulatedCluster().start('1.0.0');
    cluster.patch({ spec: { replicas: 6 } });
    cluster.run(20);
    assert.equal(cluster.pods.length, 6);
    assert.equal(cluster.phase, 'Healthy');
    assert.equal(cluster.status.observedGeneration, '2');
  });

  it('replaces every pod on a restart, never more than one at a time', () => {
    const cluster = new SimulatedCluster().start('1.0.0');
    const before = new Set(cluster.pods.map(({ metadata }) => metadata.name));
    cluster.run(5);
    cluster.patch({ spec: { restartAt: '2026-01-05T09:00:25Z' } });
    let fewest = 4;
    cluster.run(120, () => {
      fewest = Math.min(fewest, cluster.status.availableReplicas ?? 0);
    });
    assert.equal(fewest, 3);
    assert.equal(cluster.phase, 'Healthy');
    assert.equal(cluster.status.restartedAt, '2026-01-05T09:00:25Z');
    assert.deepEqual(
      cluster.pods.filter(({ metadata }) => before.has(metadata.name)),
      [],
    );
  });
});

describe('a version whose image cannot be pulled', () => {
  it('degrades the rollout after its progress deadline', () => {
    const cluster = new SimulatedCluster().start('1.0.0');
    cluster.release('1.1.0', 'image-pull');
    cluster.run(300);
    assert.equal(cluster.status.phase, 'Progressing');
    cluster.run(320);
    assert.match(cluster.phase, /^Degraded: ProgressDeadlineExceeded/);
    assert.deepEqual(routedWeights(cluster), [100, 0]);
  });
});

describe('a canary without a traffic router', () => {
  it('shares the replicas between the revisions', () => {
    const cluster = new SimulatedCluster().start('1.0.0');
    cluster.patch({ spec: { strategy: { canary: { trafficRouting: null } } } });
    cluster.run(20);
    cluster.patch({
      spec: {
        template: {
          spec: {
            containers: [{ name: 'shop', image: 'ghcr.io/heal7/shop:1.1.0' }],
          },
        },
      },
    });
    cluster.run(60);
    assert.equal(cluster.phase, 'Paused: CanaryPauseStep');
    assert.equal(cluster.replicaSet('1.1.0').spec.replicas, 1);
    assert.equal(cluster.replicaSet('1.0.0').spec.replicas, 3);
    assert.equal(cluster.status.canary.weights, undefined);
  });
});

describe('history', () => {
  it('keeps five old revisions and bounded runs and events', () => {
    const steps = [
      { setWeight: 50 },
      { analysis: { templates: [{ templateName: 'shop-error-ratio' }] } },
    ];
    const cluster = new SimulatedCluster(testService({ steps })).start('1.0.0');
    for (let patch = 1; patch <= 12; patch += 1) {
      cluster.release(`1.0.${patch}`);
      cluster.run(150);
      assert.equal(cluster.phase, 'Healthy', `version 1.0.${patch}`);
    }
    assert.equal(cluster.replicaSets.length, 6);
    assert.ok(cluster.runs.length <= 10);
    assert.ok(cluster.eventReasons.length <= 25);
    assert.equal(cluster.pods.length, 4);
  });
});
