import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requiredProviders, schemaOnlyRoots } from './roots.mts';

test('providers are read from what a root requires', () => {
  const versions = `terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.44"
    }
    cloudflare = {
      source = "cloudflare/cloudflare"
    }
  }
}`;
  assert.deepEqual(requiredProviders(versions), [
    'hashicorp/google',
    'cloudflare/cloudflare',
  ]);
});

test('modules, examples and stacks are found, of the known providers alone', () => {
  const roots = schemaOnlyRoots();
  const paths = roots.map(({ path }) => path);
  assert.ok(paths.includes('modules/gcp-gke'));
  assert.ok(paths.includes('modules/cloudflare-edge/examples/complete'));
  assert.ok(paths.includes('stacks/gcp-secondary'));
  assert.deepEqual(
    paths.filter(path => path.includes('aws')),
    [],
  );
});
