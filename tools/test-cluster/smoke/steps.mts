import assert from 'node:assert/strict';
import type { KubeObject } from '../src/api/kube-client.mts';
import { waitFor } from '../src/wait.mts';
import { inPhase, Scenario, type ScenarioOptions } from './context.mts';

/** The rarer steps: canary scale, mirrored traffic, an experiment. */
export async function steps(options: ScenarioOptions): Promise<void> {
  const scenario = new Scenario('heal7-web-main', options);
  await scenario.apply('steps');
  await scenario.until('first revision is healthy', inPhase('Healthy'));

  await scenario.deploy('heal7/web-main:1.1.0');
  await scenario.check('an experiment runs', async () => {
    const path = scenario.pathOf('argoproj.io/v1alpha1/NS/experiments');
    await waitFor('the experiment', async () => {
      const { items } = await options.admin.get<{ items: KubeObject[] }>(path);
      return items[0]?.status?.phase === 'Running' ? items[0] : undefined;
    });
  });
  await scenario.capture('experiment-running');
  await scenario.until('the experiment lets it go on', inPhase('Paused', 5));
  await scenario.capture('all-steps-paused');
}

/** Two Services that take turns. */
export async function pingPong(options: ScenarioOptions): Promise<void> {
  const scenario = new Scenario('heal7-api-gateway', options);
  await scenario.apply('ping-pong');
  const first = await scenario.until(
    'first revision is healthy',
    inPhase('Healthy'),
  );
  await scenario.deploy('heal7/api-gateway:2.1.0');
  await scenario.until('it pauses at 20 %', inPhase('Paused', 1));
  await scenario.capture('pingpong-paused');
  await scenario.actOnStatus({ pauseConditions: null });
  const second = await scenario.until(
    'promoted, it is healthy',
    inPhase('Healthy'),
  );
  await scenario.capture('pingpong-promoted');
  await scenario.check('the Services have changed places', () => {
    const turn = (rollout: KubeObject) => rollout.status.canary.stablePingPong;
    assert.notEqual(turn(first), turn(second));
  });
}
