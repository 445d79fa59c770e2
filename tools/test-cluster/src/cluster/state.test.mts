import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterDir } from './state.mts';

test('a cluster name cannot leave the folder of clusters', () => {
  for (const name of ['..', 'a/b', '', 'A', '-a', 'a-', 'a'.repeat(54)]) {
    assert.throws(() => clusterDir(name), /is no cluster name/, name);
  }
  assert.match(clusterDir('eks-1'), /test-clusters\/eks-1$/);
});
