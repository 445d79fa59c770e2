import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchedBy } from './release.mts';

test('the portal is asked only about what it can follow', () => {
  const portal = (kind?: string, engine?: string) =>
    watchedBy(kind, engine).portal;
  assert.equal(portal(), true);
  assert.equal(portal('service', 'argo-rollouts'), true);
  assert.equal(portal('service', 'flagger'), true);
  assert.equal(portal('service', 'istio-blue-green'), true);
  assert.equal(portal('service', 'rolling'), true);
  assert.equal(portal('worker'), true);
  assert.equal(portal('service', 'somebody-elses'), false);
  assert.equal(portal('cron', 'argo-rollouts'), false);
});
