import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createVirtualClock } from '../clock/virtualClock.mts';
import type { Rollout } from '../simulator/rollout/types.mts';
import { startDemoCluster, type DemoCluster } from '../startDemoCluster.mts';
import { RESOURCE_TYPES, RESOURCES } from '../store/resourceType.mts';
import { createHeal7Scenario } from './heal7.mts';

const clock = createVirtualClock(Date.parse('2026-01-05T09:00:00Z'));
const problems: string[] = [];
let aws: DemoCluster;
let gcp: DemoCluster;

function phases(cluster: DemoCluster): Record<string, string> {
  return Object.fromEntries(
    cluster.store
      .list<Rollout>(RESOURCES.rollouts)
      .map(({ metadata, status }) => [
        metadata.name,
        [status?.phase, status?.message?.split(':')[0]]
          .filter(Boolean)
          .join(' '),
      ]),
  );
}

function image(cluster: DemoCluster, name: string): string | undefined {
  return cluster.store
    .list<Rollout>(RESOURCES.rollouts)
    .find(({ metadata }) => metadata.name === name)?.spec.template.spec
    .containers[0].image;
}

function objectCount(cluster: DemoCluster): number {
  return RESOURCE_TYPES.reduce(
    (sum, type) => sum + cluster.store.list(type).length,
    0,
  );
}

before(async () => {
  const scenario = createHeal7Scenario();
  const log = (line: string) => problems.push(line);
  const common = { port: 0, scenario, clock, log };
  aws = await startDemoCluster({ ...common, name: 'eks-heal7-production' });
  gcp = await startDemoCluster({ ...common, name: 'gke-heal7-secondary' });
});

after(async () => {
  await aws.stop();
  await gcp.stop();
});

describe("heal7's scenario", () => {
  it('begins with something in every state', () => {
    assert.deepEqual(phases(aws), {
      'heal7-api-gateway': 'Paused CanaryPauseStep',
      'heal7-saju-engine': 'Degraded RolloutAborted',
      'heal7-web-main': 'Paused CanaryPauseStep',
    });
    assert.deepEqual(phases(gcp), {
      'heal7-ai-models': 'Paused BlueGreenPause',
      'heal7-api-gateway': 'Healthy',
      'heal7-web-main': 'Healthy',
    });
    assert.notEqual(image(aws, 'heal7-web-main'), image(gcp, 'heal7-web-main'));
  });

  it('has a past: old revisions, runs, events, none in the future', () => {
    const now = clock.now();
    for (const cluster of [aws, gcp]) {
      for (const type of RESOURCE_TYPES) {
        for (const { metadata } of cluster.store.list(type)) {
          assert.ok(Date.parse(metadata.creationTimestamp) <= now);
        }
      }
    }
    assert.ok(aws.store.list(RESOURCES.replicaSets).length >= 9);
    assert.ok(aws.store.list(RESOURCES.analysisRuns).length >= 3);
    assert.ok(aws.store.list(RESOURCES.events).length >= 20);
  });

  it('shows a change within any thirty seconds of an hour', () => {
    for (let half = 0; half < 120; half += 1) {
      const before = [aws.store.version, gcp.store.version];
      clock.advance(30_000);
      assert.notDeepEqual(
        [aws.store.version, gcp.store.version],
        before,
        `nothing moved in half minute ${half}`,
      );
    }
    assert.deepEqual(problems, []);
  });

  it('lets the second cluster follow, and goes on after hours', () => {
    const early = image(gcp, 'heal7-web-main');
    assert.notEqual(early, 'ghcr.io/heal7/heal7-web-main:2.7.0');
    const objects = objectCount(aws) + objectCount(gcp);
    clock.advance(3 * 3600_000);
    assert.notEqual(image(gcp, 'heal7-web-main'), early);
    // Neither history nor events pile up.
    assert.ok(objectCount(aws) + objectCount(gcp) < objects * 1.5);
    assert.deepEqual(problems, []);
  });
});
