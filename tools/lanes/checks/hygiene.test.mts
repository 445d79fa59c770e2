import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBroken, rules } from './hygiene.mts';

/** The rules that one line of one file breaks. */
const broken = (text: string, path = 'docs/index.md') =>
  rules
    .filter(rule => findBroken(rule, [{ path, text }]).length > 0)
    .map(({ name }) => name);

// Put together here, so that this file does not break the rules itself.
const home = (name: string) => `/${'home'}/${name}/x`;
const slash = (rest: string) => `/${rest}`;

test("finds folders of one person's machine", () => {
  for (const path of [
    home('kim'),
    slash('root/.cache'),
    slash('Users/kim/x'),
  ]) {
    assert.deepEqual(broken(`cd ${path}`).length, 1, path);
  }
});

test('leaves the folders of container images and of URLs alone', () => {
  for (const text of [
    home('node'),
    'https://example.com/work/item',
    '$HOME/work/x',
    '/tmp/x',
    `RUN --mount=type=cache,target=${slash('root/.npm')} npm ci`,
    slash('root/go'),
    slash('root/.cache/uv'),
    './work/x',
  ]) {
    assert.deepEqual(broken(text), [], text);
  }
});

test('finds a registry host in a lock file only', () => {
  const text = 'resolved "https://mirror.example/a/-/a-1.0.0.tgz"';
  assert.equal(broken(text, 'yarn.lock').length, 1);
  assert.deepEqual(broken(text, 'docs/index.md'), []);
});

test('finds keys and tokens', () => {
  const dashes = '-'.repeat(5);
  assert.equal(broken(`${dashes}BEGIN RSA PRIVATE KEY${dashes}`).length, 1);
  assert.equal(broken(`token: ghp_${'a1'.repeat(18)}`).length, 1);
});

test('says where', () => {
  const [rule] = rules;
  const files = [{ path: 'a', text: `fine\n${home('kim')}` }];
  assert.deepEqual(findBroken(rule, files), [{ file: 'a', line: 2 }]);
});
