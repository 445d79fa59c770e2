import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { headerStep, NAMESPACE } from '../../scenario/service.mts';
import { RESOURCES } from '../../store/resourceType.mts';
import {
  SimulatedCluster,
  testService,
} from '../../testing/simulatedCluster.mts';
import type { VirtualService } from './istio.mts';
import type { CanaryStep } from './types.mts';

const step: fc.Arbitrary<CanaryStep> = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map(setWeight => ({ setWeight })),
  fc.constant({ pause: {} }),
  fc.integer({ min: 1, max: 30 }).map(s => ({ pause: { duration: `${s}s` } })),
  fc
    .integer({ min: 0, max: 4 })
    .map(n => ({ setCanaryScale: { replicas: n } })),
  fc.constant(headerStep('shop')),
  fc.constant<CanaryStep>({
    analysis: { templates: [{ templateName: 'shop-error-ratio' }] },
  }),
);

/** What people, pipelines and time do to a rollout. */
type Act = (cluster: SimulatedCluster) => void;

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(
    (seconds): Act =>
      cluster =>
        cluster.run(seconds),
  ),
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()).map(
    ([version, bad]): Act =>
      cluster =>
        cluster.release(`1.0.${version}`, bad ? 'errors' : undefined),
  ),
  fc.constantFrom<Act>(
    cluster => cluster.patchStatus({ pauseConditions: null }),
    cluster => cluster.patchStatus({ promoteFull: true }),
    cluster => cluster.patchStatus({ abort: true }),
    cluster => cluster.patchStatus({ abort: false }),
    cluster => cluster.patch({ spec: { paused: true } }),
    cluster => cluster.patch({ spec: { paused: false } }),
    cluster => cluster.patch({ spec: { replicas: 2 } }),
    cluster => cluster.patch({ spec: { replicas: 5 } }),
  ),
);

function checkInvariants(cluster: SimulatedCluster): void {
  const { status, rollout, replicaSets } = cluster;
  const weights = status.canary.weights;
  if (weights) {
    assert.equal(weights.canary.weight + weights.stable.weight, 100);
    assert.ok(weights.canary.weight >= 0 && weights.canary.weight <= 100);
  }
  const http = cluster.store.get<VirtualService>(
    RESOURCES.virtualServices,
    NAMESPACE,
    'shop',
  )?.spec.http;
  for (const { route = [] } of http ?? []) {
    const total = route.reduce((sum, { weight = 0 }) => sum + weight, 0);
    assert.equal(total, 100);
  }
  const count = rollout.spec.strategy.canary?.steps?.length ?? 0;
  const index = status.currentStepIndex ?? 0;
  assert.ok(index >= 0 && index <= count, `step ${index} of ${count}`);
  const hashes = replicaSets.map(item => item.metadata.name);
  assert.equal(new Set(hashes).size, hashes.length);
  const pods = replicaSets.reduce((sum, item) => sum + item.spec.replicas, 0);
  assert.equal(cluster.pods.length, pods);
  if (status.phase === 'Healthy') {
    assert.equal(status.stableRS, status.currentPodHash);
  }
  assert.equal(status.abort === true, status.abortedAt !== undefined);
  assert.deepEqual(cluster.problems, []);
}

describe('whatever is done to a rollout', () => {
  it('keeps weights, steps, pods and phase consistent', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 5 }),
        fc.array(act, { maxLength: 8 }),
        (steps, acts) => {
          const cluster = new SimulatedCluster(testService({ steps }));
          cluster.start('1.0.0');
          for (const perform of acts) {
            perform(cluster);
            checkInvariants(cluster);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('comes to rest as healthy once it is promoted fully', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 4 }),
        fc.array(act, { maxLength: 5 }),
        (steps, acts) => {
          const cluster = new SimulatedCluster(testService({ steps }));
          cluster.start('1.0.0');
          acts.forEach(perform => perform(cluster));
          cluster.patch({ spec: { paused: false } });
          cluster.patchStatus({ abort: false });
          cluster.run(1);
          if (cluster.status.stableRS !== cluster.status.currentPodHash) {
            cluster.patchStatus({ promoteFull: true });
          }
          cluster.run(120);
          assert.equal(cluster.phase, 'Healthy');
          assert.equal(cluster.simulator.activeCount, 0);
        },
      ),
      { numRuns: 30 },
    );
  });
});
