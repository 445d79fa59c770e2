import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackend } from '../../../e2e/support/backend.mts';
import type { Backend } from '../../../e2e/support/backend.mts';
import { waitFor } from '../../test-cluster/index.mts';
import type { Cleanup } from './cleanup.mts';

/** The template that is measured; it has the most files. */
export const TEMPLATE = 'template:default/nextjs-web';

/** The embedded configuration with fresh data, with its templates cataloged. */
export async function startEmbedded(cleanup: Cleanup): Promise<Backend> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  cleanup.add(() => rm(dataDir, { recursive: true, force: true }));
  const backend = await startBackend({
    dataDir,
    configs: ['app-config.yaml'],
    overrides: () => ({ platform: { documentation: { buildAtStart: [] } } }),
  });
  cleanup.add(() => backend.kill());
  await waitFor('the template', async () => {
    const { status } = await backend.get(
      `/api/catalog/entities/by-name/${TEMPLATE.replace(':', '/')}`,
    );
    return status === 200 || undefined;
  });
  return backend;
}

/** What the wizard sends for a service of that name. */
export function answers(name: string): object {
  return {
    name,
    description: 'Made to be measured',
    owner: 'group:default/web-team',
    system: 'system:default/heal7-fortune',
    lifecycle: 'experimental',
    dependsOn: [],
    clusters: ['eks-heal7-production', 'gke-heal7-secondary'],
    size: { minReplicas: 3, maxReplicas: 20, cpu: '500m', memory: '512Mi' },
    engine: 'argo-rollouts',
    canary: { steps: [{ weight: 10, pause: '10m' }] },
    repoHost: 'local',
    repoOwner: 'heal7',
  };
}
