import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { applyObjects, readManifests } from '../api/apply.mts';
import type { KubeClient, KubeObject } from '../api/kube-client.mts';
import { toolRoot } from '../paths.mts';
import { waitFor } from '../wait.mts';
import { applyCrds } from './crds.mts';

async function readFolder(dir: string): Promise<KubeObject[]> {
  const files = (await readdir(dir)).filter(file => file.endsWith('.yaml'));
  const objects = await Promise.all(
    files.sort().map(file => readManifests(join(dir, file))),
  );
  return objects.flat();
}

/** Puts into an empty cluster what every test cluster has. */
export async function prepareCluster(client: KubeClient): Promise<void> {
  const base = await readManifests(join(toolRoot, 'manifests', 'base.yaml'));
  const rbac = await readFolder(join(toolRoot, 'rbac'));
  await applyObjects(client, [...base, ...rbac]);
  // The module of Argo Rollouts carries Istio's too.
  await applyCrds(
    client,
    'rollouts-controller',
    /\.(argoproj|\w+\.istio)\.io$/,
  );
}

/** Waits until the fake node takes pods. */
export async function waitForNode(client: KubeClient): Promise<void> {
  await waitFor('the fake node', async () => {
    const { status, spec } = await client.get('/api/v1/nodes/fake-node-1');
    const conditions: Array<{ type: string; status: string }> =
      status?.conditions ?? [];
    const ready = conditions.some(
      ({ type, status: value }) => type === 'Ready' && value === 'True',
    );
    return ready && !spec?.taints?.length ? true : undefined;
  });
}
