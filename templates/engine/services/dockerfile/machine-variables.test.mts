import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machineVariables } from './machine-variables.mts';

test('how registries are reached, and nothing else of the machine', () => {
  const registry = {
    https_proxy: 'http://proxy',
    NODE_EXTRA_CA_CERTS: '/ca.crt',
    SSL_CERT_FILE: '/ca.crt',
    PIP_INDEX_URL: 'https://index',
    GOPROXY: 'https://modules',
    npm_config_registry: 'https://registry',
  };
  const others = {
    PATH: '/bin',
    HOME: '/root',
    GOPATH: '/root/go',
    AWS_SECRET_ACCESS_KEY: 'secret',
    PIP_FIND_LINKS: '/wheels',
    NO_COLOR: '',
  };
  assert.deepEqual(machineVariables({ ...registry, ...others }), registry);
});
