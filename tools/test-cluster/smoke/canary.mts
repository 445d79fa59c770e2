import assert from 'node:assert/strict';
import type { KubeObject } from '../src/api/kube-client.mts';
import { inPhase, Scenario, type ScenarioOptions } from './context.mts';

const HEADER_ROUTE = {
  match: [{ headers: { canary: { exact: 'true' } } }],
  name: 'canary-header',
};

/** Slow pods, so that what happens between two steps can be seen. */
const SLOW = { 'test-cluster/ready-after': '3s' };

async function routes(scenario: Scenario): Promise<KubeObject[]> {
  const virtualService = await scenario.options.admin.get(
    scenario.pathOf(
      'networking.istio.io/v1beta1/NS/virtualservices/heal7-web-main',
    ),
  );
  return virtualService.spec.http;
}

async function assertWeights(
  scenario: Scenario,
  stable: number,
  canary: number,
): Promise<void> {
  const primary = (await routes(scenario)).find(r => r.name === 'primary');
  assert.deepEqual(
    primary?.route.map((r: KubeObject) => [r.destination.subset, r.weight]),
    [
      ['stable', stable],
      ['canary', canary],
    ],
  );
}

/** The design's canary: deployed, promoted, rolled back, aborted, paused. */
export async function canary(options: ScenarioOptions): Promise<void> {
  const scenario = new Scenario('heal7-web-main', options);
  await scenario.apply('canary');
  await scenario.until('first revision is healthy', inPhase('Healthy'));
  await scenario.capture('canary-initial-healthy');

  await scenario.deploy('heal7/web-main:1.1.0', SLOW);
  await scenario.until(
    'second revision is progressing',
    r => inPhase('Progressing', 0)(r) && r.status.updatedReplicas === 1,
  );
  await scenario.capture('canary-mid-progressing');

  await scenario.until('it pauses at 10 %', inPhase('Paused', 2));
  await scenario.capture('canary-10-paused');
  await scenario.eventually('Istio sends 90/10', () =>
    assertWeights(scenario, 90, 10),
  );
  await scenario.eventually('Istio has the header route', async () => {
    const [first] = await routes(scenario);
    assert.equal(first.name, HEADER_ROUTE.name);
    assert.deepEqual(first.match, HEADER_ROUTE.match);
  });
  await scenario.check('the status has the weights', async () => {
    const { status } = await scenario.rollout();
    assert.equal(status.canary.weights.canary.weight, 10);
    assert.equal(status.canary.weights.stable.weight, 90);
  });

  await scenario.actOnStatus({ pauseConditions: null });
  await scenario.until(
    'promoted, it goes on to 50 %',
    inPhase('Progressing', 3),
  );
  await scenario.capture('canary-50');
  await scenario.until('it pauses for a while', inPhase('Paused', 4));
  await scenario.capture('canary-timed-pause');
  await scenario.eventually('Istio sends 50/50', () =>
    assertWeights(scenario, 50, 50),
  );
  await scenario.until('it promotes by itself', inPhase('Healthy'));
  await scenario.capture('canary-promoted');
  await scenario.eventually('Istio sends everything to stable', async () => {
    await assertWeights(scenario, 100, 0);
    assert.equal((await routes(scenario)).length, 1);
  });

  await scenario.deploy('heal7/web-main:1.0.0', {
    'test-cluster/ready-after': null,
  });
  await scenario.until(
    'rolled back to the first revision, it pauses at 10 %',
    inPhase('Paused', 2),
  );
  await scenario.capture('rollback-in-progress');

  await scenario.actOnStatus({ abort: true });
  await scenario.until('aborted, it is degraded', inPhase('Degraded'));
  await scenario.until(
    'and its weight is withdrawn',
    r => r.status.canary.weights.canary.weight === 0,
  );
  await scenario.capture('canary-aborted');
  await scenario.actOnStatus({ abort: false });
  await scenario.until('tried again, it pauses at 10 %', inPhase('Paused', 2));

  await scenario.actOnStatus({ promoteFull: true });
  await scenario.until('promoted fully, it is healthy', inPhase('Healthy'));

  await scenario.deploy('heal7/web-main:1.2.0', {}, { paused: true });
  await scenario.until('paused by hand before it starts', inPhase('Paused'));
  await scenario.capture('manual-paused');
  await scenario.actOnSpec({ paused: false });
  await scenario.until('resumed, it pauses at 10 %', inPhase('Paused', 2));
}
