import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyObjects, readManifests } from '../api/apply.mts';
import {
  PATCH,
  type KubeClient,
  type KubeObject,
} from '../api/kube-client.mts';
import { builtDir } from '../build/build.mts';
import { readRecipes } from '../build/recipes.mts';
import { toolRoot } from '../paths.mts';
import { waitFor } from '../wait.mts';

const CRD_PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

async function readFolder(dir: string): Promise<KubeObject[]> {
  const files = (await readdir(dir)).filter(file => file.endsWith('.yaml'));
  const objects = await Promise.all(
    files.sort().map(file => readManifests(join(dir, file))),
  );
  return objects.flat();
}

/**
 * Applies the CRDs that the module of Argo Rollouts carries, its own and
 * Istio's; gives their names. They are sent as text: Istio's are indented in a
 * way that the API server reads and a strict parser refuses.
 */
async function applyCrds(client: KubeClient): Promise<string[]> {
  const recipe = readRecipes().find(r => r.name === 'rollouts-controller');
  const dir = recipe ? join(builtDir(recipe), 'crds') : '';
  const texts = await Promise.all(
    (await readdir(dir)).map(file => readFile(join(dir, file), 'utf8')),
  );
  const wanted = texts
    .flatMap(text => text.split(/^---$/m))
    .map(text => ({ text, name: /^ {2}name: (\S+)$/m.exec(text)?.[1] ?? '' }))
    .filter(({ name }) => /\.(argoproj|\w+\.istio)\.io$/.test(name));
  for (const { name, text } of wanted) {
    await client.patch(
      `${CRD_PATH}/${name}?fieldManager=test-cluster&force=true`,
      text,
      PATCH.apply,
    );
  }
  return wanted.map(({ name }) => name);
}

async function waitForCrd(client: KubeClient, name: string): Promise<void> {
  await waitFor(`CRD ${name}`, async () => {
    const { status } = await client.get(`${CRD_PATH}/${name}`);
    const conditions: Array<{ type: string; status: string }> =
      status?.conditions ?? [];
    return conditions.some(
      ({ type, status: value }) => type === 'Established' && value === 'True',
    )
      ? true
      : undefined;
  });
}

/** Puts into an empty cluster what every test cluster has. */
export async function prepareCluster(client: KubeClient): Promise<void> {
  const base = await readManifests(join(toolRoot, 'manifests', 'base.yaml'));
  const rbac = await readFolder(join(toolRoot, 'rbac'));
  await applyObjects(client, [...base, ...rbac]);
  const crds = await applyCrds(client);
  await Promise.all(crds.map(name => waitForCrd(client, name)));
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
