import { startTestBackend } from '@backstage/backend-test-utils';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import { sourceContract } from '@heal7/backstage-plugin-deployments-node/testing';
import { MOMENTS, objectsOf } from './__testUtils__/real';
import deploymentsModuleFlagger, { flaggerSource } from '.';

// Many cases: they take a while on a busy machine.
jest.setTimeout(60_000);

const samples = MOMENTS.map(name => ({ name, objects: objectsOf(name) }));

describe('flaggerSource', () => {
  it.each(sourceContract(flaggerSource, samples))('$name', async one => {
    await expect(one.check()).resolves.toBeUndefined();
  });
});

describe('the module', () => {
  it('adds the source to the deployments backend', async () => {
    const addSource = jest.fn();
    const backend = await startTestBackend({
      extensionPoints: [[deploymentSourcesExtensionPoint, { addSource }]],
      features: [deploymentsModuleFlagger],
    });
    await backend.stop();
    expect(addSource.mock.calls).toEqual([[flaggerSource]]);
  });
});
