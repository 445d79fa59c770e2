import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { executorsExtensionPoint } from '@heal7/backstage-plugin-provisioning-node';
import type { Executor } from '@heal7/backstage-plugin-provisioning-node';
import provisioningModuleTerraform from './index';

async function executorsWith(provisioning: object): Promise<Executor[]> {
  const executors: Executor[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'provisioning',
    register(reg) {
      reg.registerExtensionPoint(executorsExtensionPoint, {
        addExecutor: executor => void executors.push(executor),
      });
      reg.registerInit({ deps: {}, init: async () => {} });
    },
  });
  await startTestBackend({
    features: [
      plugin,
      provisioningModuleTerraform,
      mockServices.rootConfig.factory({
        data: { provisioning },
      }),
    ],
  });
  return executors;
}

describe('provisioningModuleTerraform', () => {
  it('adds an executor that says what it is missing', async () => {
    const [executor] = await executorsWith({
      terraform: {
        encryptionKey: 'k'.repeat(32),
        binary: 'no-such-engine',
      },
    });
    expect(executor.id).toBe('terraform');
    await expect(executor.check()).resolves.toEqual({
      available: false,
      version: null,
      message: expect.stringMatching(/no 'no-such-engine'/),
    });
  });

  it('does not start without a key for plans', async () => {
    await expect(executorsWith({ terraform: {} })).rejects.toThrow(
      /encryptionKey/,
    );
  });

  it('adds nothing where it is not configured', async () => {
    await expect(executorsWith({})).resolves.toEqual([]);
  });
});
