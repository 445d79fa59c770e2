// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { yarnRegistry } from './registry.mjs';

test('hands nothing over when npm has its own defaults', () => {
  const config = { registry: 'https://registry.npmjs.org/', cafile: null };
  assert.deepEqual(yarnRegistry(config, {}), {});
});

test("hands a company's mirror and certificates to Yarn", () => {
  const config = { registry: 'https://mirror.example/npm/', cafile: '/ca.pem' };
  assert.deepEqual(yarnRegistry(config, {}), {
    YARN_NPM_REGISTRY_SERVER: 'https://mirror.example/npm/',
    YARN_HTTPS_CA_FILE_PATH: '/ca.pem',
  });
});

test('lists the host of a mirror that speaks plain HTTP', () => {
  const result = yarnRegistry({ registry: 'http://mirror.example:4873/' }, {});
  assert.equal(result.YARN_UNSAFE_HTTP_WHITELIST, 'mirror.example');
});

test('what is set for Yarn already wins', () => {
  const env = { YARN_NPM_REGISTRY_SERVER: 'https://other.example' };
  const config = { registry: 'https://mirror.example/' };
  assert.deepEqual(yarnRegistry(config, env), {});
});
