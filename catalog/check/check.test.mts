import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import type { Entity } from '@backstage/catalog-model';
import { checkAnnotations } from './annotations.mts';
import { checkApis } from './apis.mts';
import { loadCatalog, type LoadedEntity } from './load.mts';
import { checkRelations } from './relations.mts';
import type { Result } from './result.mts';
import { checkValidity } from './validity.mts';

const root = resolve(import.meta.dirname, '../..');
const catalog = await loadCatalog(root, 'catalog/all.yaml');

/** The catalog with one entity changed. */
function withChange(
  ref: string,
  change: (entity: Entity) => void,
): LoadedEntity[] {
  const copy = structuredClone(catalog);
  const found = copy.find(item => item.ref === ref);
  assert.ok(found, `${ref} is in the catalog`);
  change(found.entity);
  return copy;
}

const problems = (results: Result[]) =>
  results.flatMap(({ problems: found }) => found);

const annotate = (key: string, value: string) => (entity: Entity) => {
  entity.metadata.annotations = {
    ...entity.metadata.annotations,
    [key]: value,
  };
};

const web = 'component:default/heal7-web-main';
const platform = 'system:default/heal7-platform';

test('a reference to nobody is found', () => {
  const changed = withChange(web, entity => {
    entity.spec!.owner = 'group:default/nobody';
  });
  assert.deepEqual(problems(checkRelations(changed)), [
    'owner: group:default/nobody is described nowhere',
  ]);
});

test('a group that its parent does not know is found', () => {
  const changed = withChange('group:default/heal7', entity => {
    entity.spec!.children = ['platform-team'];
  });
  assert.match(
    problems(checkRelations(changed)).join('\n'),
    /web-team parent group:default\/heal7, whose children lacks it/,
  );
});

test('a dependency that leads back to itself is found', () => {
  const changed = withChange('resource:default/heal7-postgres', entity => {
    entity.spec!.dependsOn = ['component:default/heal7-database'];
  });
  assert.match(
    problems(checkRelations(changed)).join('\n'),
    /heal7-database -> .*heal7-postgres -> .*heal7-database/,
  );
});

test('a call without a dependency is found', () => {
  const changed = withChange(web, entity => {
    entity.spec!.dependsOn = [];
  });
  assert.match(
    problems(checkRelations(changed)).join('\n'),
    /consumes api:default\/heal7-gateway-api but does not depend on/,
  );
});

test('a misspelt field and a name used twice are found', async () => {
  const misspelt = withChange(web, entity => {
    delete entity.spec!.lifecycle;
  });
  assert.match(problems(await checkValidity(misspelt)).join(), /lifecycle/);
  const [first] = catalog;
  assert.match(
    problems(await checkValidity([...catalog, first])).join(),
    /is described in catalog\/all.yaml as well/,
  );
});

test('a placement beside the graph is found', () => {
  for (const [value, expected] of [
    ['eks-heal7-production=primary', /but is not placed there/],
    ['eks-heal7-production=chief', /role chief is not one of/],
    ['aks-heal7=backup', /placed on aks-heal7 but does not depend on it/],
  ] as const) {
    const changed = withChange(web, annotate('heal7.com/placement', value));
    assert.match(problems(checkAnnotations(changed, root)).join(), expected);
  }
});

test('a rollout annotation that is no list of names is found', () => {
  const changed = withChange(web, annotate('heal7.com/rollout', 'Web, old'));
  assert.match(problems(checkAnnotations(changed, root)).join(), /Web, old/);
});

test('documents that TechDocs would look for elsewhere are found', () => {
  for (const [key, value, expected] of [
    ['backstage.io/techdocs-ref', 'dir:..', /leaves the folder/],
    ['backstage.io/techdocs-ref', 'dir:./catalog', /has no mkdocs.yml/],
    ['backstage.io/source-location', 'url:https://x/', /must not carry/],
  ] as const) {
    const changed = withChange(platform, annotate(key, value));
    assert.match(problems(checkAnnotations(changed, root)).join(), expected);
  }
});

test('an API that its provider does not serve is found', () => {
  const changed = withChange(web.replace('web-main', 'saju-engine'), entity =>
    annotate('heal7.com/port', '9999')(entity),
  );
  assert.deepEqual(problems(checkApis(changed)), [
    'no server is http://heal7-saju-engine.heal7-production:9999',
  ]);
});
