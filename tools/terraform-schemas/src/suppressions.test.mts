import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suppressions } from './suppressions.mts';

test('a suppression is read with its reason', () => {
  const text = `resource "a" "b" {
  #checkov:skip=CKV_GCP_12:Dataplane V2 does it
  # checkov:skip=CKV2_GCP_18
}`;
  assert.deepEqual(suppressions('main.tf', text), [
    { file: 'main.tf', check: 'CKV_GCP_12', reason: 'Dataplane V2 does it' },
    { file: 'main.tf', check: 'CKV2_GCP_18', reason: '' },
  ]);
});
