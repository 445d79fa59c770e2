import assert from 'node:assert/strict';
import { inPhase, Scenario, type ScenarioOptions } from './context.mts';

/** Blue-green: a preview that waits, then is promoted. */
export async function blueGreen(options: ScenarioOptions): Promise<void> {
  const scenario = new Scenario('heal7-api-gateway', options);
  await scenario.apply('blue-green');
  await scenario.until('first revision is healthy', inPhase('Healthy'));
  await scenario.capture('bluegreen-initial-healthy');

  await scenario.deploy('heal7/api-gateway:2.1.0');
  const paused = await scenario.until('the preview waits', inPhase('Paused'));
  await scenario.capture('bluegreen-preview-paused');
  await scenario.check('preview and active differ', () => {
    const { activeSelector, previewSelector } = paused.status.blueGreen;
    assert.notEqual(activeSelector, previewSelector);
    assert.equal(previewSelector, paused.status.currentPodHash);
  });

  await scenario.actOnStatus({ pauseConditions: null });
  const promoted = await scenario.until(
    'promoted, it is healthy',
    inPhase('Healthy'),
  );
  await scenario.capture('bluegreen-promoted');
  await scenario.check('the preview became active', () => {
    const { activeSelector } = promoted.status.blueGreen;
    assert.equal(activeSelector, promoted.status.currentPodHash);
  });
}

/** A Rollout whose pod template is a Deployment's. */
export async function workloadRef(options: ScenarioOptions): Promise<void> {
  const scenario = new Scenario('heal7-ai-models', options);
  await scenario.apply('workload-ref');
  await scenario.until('first revision is healthy', inPhase('Healthy'));

  const deployment = scenario.pathOf('apps/v1/NS/deployments/heal7-ai-models');
  await options.act.patch(deployment, {
    spec: {
      template: {
        spec: {
          containers: [{ name: 'ai-models', image: 'heal7/ai-models:3.1.0' }],
        },
      },
    },
  });
  await scenario.until('the Deployment changed, it pauses', inPhase('Paused'));
  await scenario.capture('workloadref-paused');
}

/** Pods that never get ready, past the progress deadline. */
export async function deadline(options: ScenarioOptions): Promise<void> {
  const scenario = new Scenario('heal7-saju-engine', options);
  await scenario.apply('progress-deadline');
  await scenario.until('first revision is healthy', inPhase('Healthy'));

  await scenario.deploy('heal7/saju-engine:5.1.0', {
    'test-cluster/behaviour': 'crash-loop',
  });
  const degraded = await scenario.until(
    'crash-looping pods degrade it',
    inPhase('Degraded'),
  );
  await scenario.capture('canary-degraded-deadline');
  await scenario.check('the deadline is the reason', () =>
    assert.match(degraded.status.message, /^ProgressDeadlineExceeded/),
  );
}

/** A first revision whose image cannot be pulled: it is stable and degraded. */
export async function imagePull(options: ScenarioOptions): Promise<void> {
  const scenario = new Scenario('heal7-saju-engine', options);
  await scenario.apply('progress-deadline', object => {
    object.spec.template.metadata.annotations = {
      'test-cluster/behaviour': 'image-pull-error',
    };
  });
  const degraded = await scenario.until(
    'a first image that cannot be pulled degrades it',
    inPhase('Degraded'),
  );
  await scenario.capture('initial-degraded-image-pull');
  await scenario.check('a first revision is stable from the start', () =>
    assert.equal(degraded.status.stableRS, degraded.status.currentPodHash),
  );
}

/** A spec that the controller refuses. */
export async function invalidSpec(options: ScenarioOptions): Promise<void> {
  const scenario = new Scenario('heal7-web-main', options);
  await scenario.apply('invalid-spec');
  const degraded = await scenario.until(
    'an invalid spec degrades it',
    inPhase('Degraded'),
  );
  await scenario.capture('invalid-spec');
  await scenario.check('the reason is InvalidSpec', () =>
    assert.match(degraded.status.message, /^InvalidSpec/),
  );
}
