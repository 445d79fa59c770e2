// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mirrorSettings, sandboxIsOfUse } from './sandbox.mjs';

/** @type {(...there: string[]) => (command: string) => boolean} */
const having =
  (...there) =>
  command =>
    there.includes(command);

test('the sandbox takes Python, and one of the programs that plan', () => {
  assert.equal(sandboxIsOfUse(having('python3', 'terraform')), true);
  assert.equal(sandboxIsOfUse(having('python3', 'tofu')), true);
  assert.equal(sandboxIsOfUse(having('python3')), false);
  assert.equal(sandboxIsOfUse(having('terraform', 'tofu')), false);
});

test('a mirror that is named comes before the usual one', () => {
  const key = 'APP_CONFIG_provisioning_terraform_providerMirror';
  const named = { HEAL7_TERRAFORM_MIRROR: '/elsewhere' };
  assert.equal(mirrorSettings(named, () => true)[key], '"/elsewhere"');
  assert.match(mirrorSettings({}, () => true)[key] ?? '', /tf-plugins"$/);
});

test('with no mirror nothing is configured', () => {
  assert.deepEqual(
    mirrorSettings({}, () => false),
    {},
  );
});
