import { startTestBackend } from '@backstage/backend-test-utils';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import { readerOf } from '@heal7/backstage-plugin-deployments-node/testing';
import { groupOf } from './__testUtils__/observed';
import { canary, rolloutObject } from './__testUtils__/rollout';
import deploymentsModuleArgoRollouts, { argoRolloutsSource } from '.';

describe('argoRolloutsSource', () => {
  it('decides on the live object as on the state that was shown', () => {
    const root = rolloutObject(
      canary({
        currentStepIndex: 2,
        pauseConditions: [
          { reason: 'CanaryPauseStep', startTime: '2026-01-02T03:00:00Z' },
        ],
      }),
    );
    expect(argoRolloutsSource.basisOf(root, readerOf([]))).toEqual(
      argoRolloutsSource.project(groupOf(root))?.basis,
    );
  });

  it('lists its root among its kinds', () => {
    expect(argoRolloutsSource.kinds).toContain(argoRolloutsSource.root);
  });
});

describe('the module', () => {
  it('adds the source to the deployments backend', async () => {
    const addSource = jest.fn();
    const backend = await startTestBackend({
      extensionPoints: [[deploymentSourcesExtensionPoint, { addSource }]],
      features: [deploymentsModuleArgoRollouts],
    });
    await backend.stop();
    expect(addSource.mock.calls).toEqual([[argoRolloutsSource]]);
  });
});
