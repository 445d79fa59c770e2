import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PATCH, type KubeClient } from '../api/kube-client.mts';
import { build, builtDir } from '../build/build.mts';
import { readRecipes } from '../build/recipes.mts';
import { ClusterError } from '../errors.mts';
import { createProgress, type Progress } from '../progress.mts';
import { waitFor } from '../wait.mts';

const CRD_PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** The CRDs of one folder, each as the text that it was written in. */
async function readCrds(
  dir: string,
): Promise<Array<{ name: string; text: string }>> {
  const texts = await Promise.all(
    (await readdir(dir)).map(file => readFile(join(dir, file), 'utf8')),
  );
  return texts
    .flatMap(text => text.split(/^---$/m))
    .map(text => ({ text, name: /^ {2}name: (\S+)$/m.exec(text)?.[1] ?? '' }))
    .filter(({ name }) => name !== '');
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

/**
 * Applies the CRDs that a built recipe carries and whose names match. They are
 * sent as text: some are indented in a way that the API server reads and a
 * strict parser refuses.
 */
export async function applyCrds(
  client: KubeClient,
  recipeName: string,
  wanted = /./,
): Promise<void> {
  const recipe = readRecipes().find(({ name }) => name === recipeName);
  if (!recipe?.assets?.crds) {
    throw new ClusterError(`${recipeName}: no recipe with CRDs has this name`);
  }
  const crds = (await readCrds(join(builtDir(recipe), 'crds'))).filter(
    ({ name }) => wanted.test(name),
  );
  for (const { name, text } of crds) {
    await client.patch(
      `${CRD_PATH}/${name}?fieldManager=test-cluster&force=true`,
      text,
      PATCH.apply,
    );
  }
  await Promise.all(crds.map(({ name }) => waitForCrd(client, name)));
}

/**
 * Adds CRDs to a cluster that is up: those of these recipes, which are fetched
 * when they are missing.
 */
export async function installCrds(
  client: KubeClient,
  recipes: string[],
  progress: Progress = createProgress(),
): Promise<void> {
  await build(recipes, progress);
  for (const recipe of recipes) {
    await applyCrds(client, recipe);
  }
}
