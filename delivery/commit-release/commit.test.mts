import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commitRelease, Overtaken } from './commit.mts';
import { gitIn, GitError, type Git } from './git.mts';
import type { Release } from './release.mts';

let root: string;
let count = 0;

before(() => {
  root = mkdtempSync(join(tmpdir(), 'heal7-commit-'));
  Object.assign(process.env, {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'test',
    GIT_AUTHOR_EMAIL: 'test@example.com',
    GIT_COMMITTER_NAME: 'test',
    GIT_COMMITTER_EMAIL: 'test@example.com',
  });
});
after(() => rmSync(root, { recursive: true }));

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const noPause = async () => {};

/** A server's repository, and a clone with two commits of a service. */
function service() {
  const folder = join(root, String((count += 1)));
  const remote = join(folder, 'remote.git');
  const clone = join(folder, 'clone');
  mkdirSync(folder);
  gitIn(folder, '', '')(['init', '--quiet', '--bare', remote]);
  gitIn(folder, '', '')(['clone', '--quiet', remote, clone]);
  const git = gitIn(clone, '', '');
  mkdirSync(join(clone, 'deploy'));
  const commit = (values: string) => {
    writeFileSync(join(clone, 'deploy', 'values.yaml'), values);
    writeFileSync(join(clone, 'main.ts'), values);
    git(['add', '.']);
    git(['commit', '--quiet', '-m', values]);
    return git(['rev-parse', 'HEAD']);
  };
  const first = commit('port: 1');
  const second = commit('port: 2');
  git(['push', '--quiet', 'origin', 'HEAD:main']);
  const release = (over: Partial<Release> = {}): Release => ({
    environment: 'staging',
    repository: 'ghcr.io/heal7/heal7-web-main',
    digest: digest('a'),
    commit: second,
    run: 'https://github.com/heal7/heal7-web-main/actions/runs/1',
    ...over,
  });
  /** A file of the environment's branch, as the server has it. */
  const there = (path: string) =>
    gitIn(remote, '', '')(['show', `environments/staging:${path}`]);
  const commits = () =>
    gitIn(remote, '', '')(['rev-list', 'environments/staging']).split('\n');
  return { git, clone, first, second, release, there, commits, remote };
}

const put = (git: Git, release: Release, allowOlder = false) =>
  commitRelease(git, release, { allowOlder, pause: noPause });

test("the branch holds the commit's values and the digest, and nothing else", async () => {
  const { git, release, there, remote } = service();
  const { changed } = await put(git, release());
  assert.equal(changed, true);
  assert.equal(there('deploy/values.yaml'), 'port: 2');
  assert.equal(
    there('deploy/release.yaml'),
    `# Written by the pipeline, read last: this is what runs here.
image:
  repository: ghcr.io/heal7/heal7-web-main
  tag: ''
  digest: ${digest('a')}`,
  );
  assert.equal(
    gitIn(
      remote,
      '',
      '',
    )([...['ls-tree', '-r', '--name-only', 'environments/staging']]),
    'deploy/release.yaml\ndeploy/values.yaml',
  );
});

test('the working tree and the index stay as they were', async () => {
  const { git, clone, release } = service();
  writeFileSync(join(clone, 'main.ts'), 'changed');
  await put(git, release());
  assert.equal(git(['status', '--porcelain']), 'M main.ts');
  assert.equal(git(['branch', '--list', 'environments/*']), '');
});

test('the same release again changes nothing', async () => {
  const { git, release, commits } = service();
  const { commit } = await put(git, release());
  assert.deepEqual(await put(git, release()), { commit, changed: false });
  assert.equal(commits().length, 1);
});

test('releases follow each other on the branch', async () => {
  const { git, first, release, commits, there } = service();
  await put(git, release({ commit: first }));
  await put(git, release({ digest: digest('b') }));
  assert.equal(commits().length, 2);
  assert.match(there('deploy/release.yaml'), /digest: sha256:b{64}/);
});

test('an older commit does not take the place of a newer one', async () => {
  const { git, first, release, there } = service();
  await put(git, release());
  const older = release({ commit: first, digest: digest('b') });
  await assert.rejects(put(git, older), Overtaken);
  assert.match(there('deploy/release.yaml'), /sha256:a{64}/);
  await put(git, older, true);
  assert.match(there('deploy/release.yaml'), /sha256:b{64}/);
});

/** git that lets somebody else push right before its own push arrives. */
function racing(git: Git, rivals: Array<() => void>): Git {
  return (args, options) => {
    if (args[0] === 'push') rivals.shift()?.();
    return git(args, options);
  };
}

test('who loses the race reads again and goes on top', async () => {
  const { git, first, release, commits, there, remote } = service();
  const rival = gitIn(remote, '', '');
  const push = () => {
    // As another run would: the values of the commit before.
    const tree = git(['rev-parse', `${first}^{tree}`]);
    const tip = rival([
      'for-each-ref',
      '--format=%(objectname)',
      'refs/heads/environments/staging',
    ]);
    const commit = git(
      ['commit-tree', tree, ...(tip ? ['-p', tip] : []), '-F', '-'],
      { input: `x\n\nSource-Commit: ${first}\n` },
    );
    git([
      'push',
      '--quiet',
      'origin',
      `${commit}:refs/heads/environments/staging`,
    ]);
  };
  await put(racing(git, [push, push]), release());
  assert.equal(commits().length, 3);
  assert.match(there('deploy/release.yaml'), /sha256:a{64}/);
});

test('who loses the race to a newer release lets it stay', async () => {
  const { git, first, release, there } = service();
  const newer = release({ digest: digest('c') });
  const raced = racing(git, [
    () => {
      void commitRelease(git, newer, { allowOlder: false, pause: noPause });
    },
  ]);
  await assert.rejects(
    put(raced, release({ commit: first, digest: digest('b') })),
    Overtaken,
  );
  assert.match(there('deploy/release.yaml'), /sha256:c{64}/);
});

test('a push that is refused for another reason is not tried again', async () => {
  const { git, release } = service();
  let pushes = 0;
  const refused: Git = (args, options) => {
    if (args[0] !== 'push') return git(args, options);
    pushes += 1;
    throw new GitError(args, 'remote: Permission to heal7/x denied');
  };
  await assert.rejects(put(refused, release()), /Permission/);
  assert.equal(pushes, 1);
});
