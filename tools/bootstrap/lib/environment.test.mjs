// @ts-check
import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { test } from 'node:test';
import { toolEnvironment } from './environment.mjs';

const tools = {
  node: '/n/bin/node',
  nodeVersion: '24.0.0',
  binDirs: ['/n/bin', '/y/bin'],
  yarn: '/y/bin/yarn.js',
  headers: '/n',
};

test("the tools come first on PATH, the user's own after them", () => {
  const { PATH } = toolEnvironment(tools, { PATH: '/usr/bin' });
  assert.equal(PATH, ['/n/bin', '/y/bin', '/usr/bin'].join(delimiter));
});

test('native addons are compiled against the headers of the Node in use', () => {
  const outer = { npm_config_nodedir: '/usr' };
  assert.equal(toolEnvironment(tools, outer).npm_config_nodedir, '/n');
});

test('forgets which script npm runs, and keeps the rest', () => {
  const env = toolEnvironment(tools, {
    npm_lifecycle_event: 'start',
    npm_package_name: 'x',
    npm_config_user_agent: 'yarn/4',
    npm_config_cafile: '/ca.pem',
    LANG: 'ko_KR.UTF-8',
  });
  assert.equal(env.npm_lifecycle_event, undefined);
  assert.equal(env.npm_package_name, undefined);
  assert.equal(env.npm_config_user_agent, undefined);
  assert.equal(env.npm_config_cafile, '/ca.pem');
  assert.equal(env.LANG, 'ko_KR.UTF-8');
});

test('a shared cache folder holds the downloads', () => {
  const env = toolEnvironment(tools, { HEAL7_CACHE_DIR: '/shared' });
  assert.equal(env.YARN_CACHE_FOLDER, '/shared/yarn');
  assert.equal(env.PIP_CACHE_DIR, '/shared/pip');
});
