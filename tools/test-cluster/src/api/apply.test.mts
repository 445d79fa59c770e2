import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseManifests, ResourcePaths } from './apply.mts';
import type { KubeClient } from './kube-client.mts';

test('reads every document and skips empty ones', () => {
  const objects = parseManifests(
    '---\nkind: A\n---\n# none\n---\nkind: B\n',
    'f',
  );
  assert.deepEqual(
    objects.map(({ kind }) => kind),
    ['A', 'B'],
  );
});

test('broken YAML is refused by the name of its file', () => {
  assert.throws(
    () => parseManifests('a: [', 'file.yaml'),
    /^ClusterError: file.yaml: /,
  );
});

test('paths come from what the server says it serves', async () => {
  const asked: string[] = [];
  const client = {
    get: async (path: string) => {
      asked.push(path);
      return {
        resources: [
          { name: 'rollouts/status', kind: 'Rollout', namespaced: true },
          { name: 'rollouts', kind: 'Rollout', namespaced: true },
          { name: 'things', kind: 'Thing', namespaced: false },
        ],
      };
    },
  } as unknown as KubeClient;
  const paths = new ResourcePaths(client);
  const object = (kind: string, namespace?: string) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind,
    metadata: { name: 'x', namespace },
  });
  const root = '/apis/argoproj.io/v1alpha1';
  assert.equal(
    await paths.of(object('Rollout', 'n')),
    `${root}/namespaces/n/rollouts/x`,
  );
  assert.equal(await paths.of(object('Thing')), `${root}/things/x`);
  assert.deepEqual(asked, [root]);
  await assert.rejects(paths.of(object('None')), /serves no .* None/);
});
