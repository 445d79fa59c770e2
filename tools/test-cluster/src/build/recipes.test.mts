import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { linkerFlags, readRecipes, recipeKey } from './recipes.mts';

test('the key names the version and changes with any part of a recipe', () => {
  const [recipe] = readRecipes();
  assert.match(recipeKey(recipe), /^kwok-v[\d.]+-[0-9a-f]{10}$/);
  assert.equal(recipeKey(recipe), recipeKey({ ...recipe }));
  assert.notEqual(
    recipeKey(recipe),
    recipeKey({ ...recipe, stampVersion: true }),
  );
});

test('Kubernetes learns its own version, which clients parse', () => {
  const recipe = readRecipes().find(({ name }) => name === 'kube-apiserver');
  assert.ok(recipe);
  const flags = linkerFlags({ ...recipe, version: 'v1.34.2' });
  assert.match(flags, /version\.gitVersion=v1\.34\.2/);
  assert.match(flags, /version\.gitMajor=1 /);
  assert.match(flags, /version\.gitMinor=34 /);
});

test('a recipe of CRDs builds nothing and says which files to keep', () => {
  for (const recipe of readRecipes()) {
    assert.equal(recipe.package === undefined, recipe.group === 'crds');
    assert.ok(recipe.package ?? recipe.assets?.crds.length);
  }
});

test('what is built from our own text is built again when that changes', async () => {
  const own = readRecipes().find(({ folder }) => folder);
  assert.ok(own?.folder);
  const root = await mkdtemp(join(tmpdir(), 'recipes-'));
  try {
    const source = join(root, own.folder, 'main.go');
    await mkdir(dirname(source), { recursive: true });
    await writeFile(source, 'package main');
    const before = recipeKey(own, root);
    assert.equal(recipeKey(own, root), before);
    await writeFile(source, 'package main // changed');
    assert.notEqual(recipeKey(own, root), before);
  } finally {
    await rm(root, { recursive: true });
  }
});
