import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gitIn } from './git.mts';

let folder: string;
let clone: string;
const who = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

before(() => {
  Object.assign(process.env, who);
  folder = mkdtempSync(join(tmpdir(), 'heal7-release-main-'));
  clone = join(folder, 'clone');
  const git = gitIn(folder, '', '');
  git(['init', '--quiet', '--bare', 'remote.git']);
  git(['clone', '--quiet', 'remote.git', clone]);
  mkdirSync(join(clone, 'deploy'));
  const files = {
    'values.yaml':
      'name: heal7-web-main\nentity: component:default/heal7-web-main\n',
    'values-staging.yaml': 'cluster:\n  name: staging\n',
    'values-production-gcp.yaml': 'image:\n  tag: x\n',
    'chart.yaml': 'namespace: heal7-production\n',
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(clone, 'deploy', name), text);
  }
  const inClone = gitIn(clone, '', '');
  inClone(['add', '.']);
  inClone(['commit', '--quiet', '-m', 'first']);
});
after(() => rmSync(folder, { recursive: true }));

function run(inputs: Record<string, string>) {
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const given: Record<string, string> = {
    environment: 'staging',
    image: 'ghcr.io/heal7/heal7-web-main',
    digest: `sha256:${'a'.repeat(64)}`,
    token: 'secret-token',
    ...inputs,
  };
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'main.mts')],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        GITHUB_WORKSPACE: clone,
        GITHUB_OUTPUT: output,
        ...Object.fromEntries(
          Object.entries(given).map(([name, value]) => [
            `INPUT_${name.toUpperCase()}`,
            value,
          ]),
        ),
      },
    },
  );
  return { status, stdout, outputs: readFileSync(output, 'utf8') };
}

test('it says what has to be waited for, and never the token', () => {
  const { status, stdout, outputs } = run({});
  assert.equal(status, 0, stdout);
  assert.deepEqual(outputs.trim().split('\n').slice(1), [
    'name=heal7-web-main',
    'entity=component:default/heal7-web-main',
    'cluster=staging',
    'namespace=heal7-production',
    'verdict=portal',
  ]);
  assert.doesNotMatch(stdout + outputs, /secret-token/);
  const config = readFileSync(join(clone, '.git', 'config'), 'utf8');
  assert.doesNotMatch(config, /extraheader|secret/);
});

test('what cannot be released is refused, and nothing is pushed', () => {
  for (const [inputs, message] of [
    [{ environment: 'production-gcp' }, /has no `cluster.name`/],
    [{ environment: '../main' }, /environment cannot be '\.\.\/main'/],
    [{ digest: 'sha256:abc' }, /digest cannot be 'sha256:abc'/],
    [{ image: 'GHCR.io/X:latest' }, /repository cannot be/],
  ] as const) {
    const { status, stdout } = run(inputs);
    assert.equal(status, 1);
    assert.match(stdout, message);
  }
  const branches = gitIn(
    join(folder, 'remote.git'),
    '',
    '',
  )(['branch', '--list']);
  assert.equal(branches.trim(), 'environments/staging');
});
