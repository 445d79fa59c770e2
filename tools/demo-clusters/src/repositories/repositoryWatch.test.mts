import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createVirtualClock } from '../clock/virtualClock.mts';
import type { Deployment } from './deployValues.mts';
import { watchRepositories, type RepositoryWatch } from './repositoryWatch.mts';

const VALUES = (tag: string) =>
  `name: shop\nimage: {repository: ghcr.io/heal7/shop, tag: ${tag}}\n`;

let root: string;
let watch: RepositoryWatch;
let deployed: string[];
let lines: string[];

function git(directory: string, ...args: string[]): void {
  execFileSync('git', ['-C', directory, ...args], { stdio: 'pipe' });
}

/** Commits files to a working copy and pushes them to a bare repository. */
function push(name: string, files: Record<string, string>): void {
  const work = join(root, 'work', name);
  const bare = join(root, 'repositories', `${name}.git`);
  mkdirSync(work, { recursive: true });
  if (!existsSync(bare)) {
    mkdirSync(bare, { recursive: true });
    git(bare, 'init', '-q', '--bare', '-b', 'main');
    git(work, 'init', '-q', '-b', 'main');
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), content);
  }
  git(work, 'add', '-A');
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  git(work, ...identity, 'commit', '-q', '-m', 'Change');
  git(work, 'push', '-q', bare, 'main');
}

const SERVICE = {
  'catalog-info.yaml': 'kind: Component',
  'deploy/values-production-aws.yaml': 'cluster: {name: eks-heal7-production}',
  'deploy/values-production-gcp.yaml': 'cluster: {name: gke-heal7-secondary}',
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'demo-clusters-'));
  deployed = [];
  lines = [];
  watch = watchRepositories({
    directory: join(root, 'repositories'),
    clock: createVirtualClock(0),
    log: line => lines.push(line),
    deploy: ({ cluster, service, release }: Deployment) =>
      deployed.push(`${service.name} ${release.version} ${cluster}`),
  });
});

afterEach(() => {
  watch.stop();
  rmSync(root, { recursive: true, force: true });
});

describe('a repository with a service', () => {
  it('is deployed once for each commit, where its values say', async () => {
    await watch.look();
    push('shop', { ...SERVICE, 'deploy/values.yaml': VALUES('0.1.0') });
    await watch.look();
    await watch.look();
    assert.deepEqual(deployed, [
      'shop 0.1.0 eks-heal7-production',
      'shop 0.1.0 gke-heal7-secondary',
    ]);
    deployed = [];
    push('shop', { 'deploy/values.yaml': VALUES('0.2.0') });
    await watch.look();
    assert.deepEqual(deployed, [
      'shop 0.2.0 eks-heal7-production',
      'shop 0.2.0 gke-heal7-secondary',
    ]);
    assert.deepEqual(lines, []);
  });

  it('is found after git has packed its refs', async () => {
    push('shop', { ...SERVICE, 'deploy/values.yaml': VALUES('0.1.0') });
    git(join(root, 'repositories', 'shop.git'), 'pack-refs', '--all');
    await watch.look();
    assert.equal(deployed.length, 2);
  });
});

describe('a repository without one', () => {
  it('is left alone when it has no values', async () => {
    push('docs', { 'README.md': 'x', 'catalog-info.yaml': 'kind: Component' });
    await watch.look();
    assert.deepEqual(deployed, []);
    assert.deepEqual(lines, []);
  });

  it('is ignored with one line when they are malformed', async () => {
    push('shop', { ...SERVICE, 'deploy/values.yaml': 'name: other' });
    push('zoo', {
      ...SERVICE,
      'deploy/values.yaml': VALUES('1.0.0').replace('shop', 'zoo'),
    });
    await watch.look();
    await watch.look();
    assert.equal(lines.length, 1);
    assert.match(lines[0], /^repository shop.git is ignored/);
    assert.equal(deployed[0], 'zoo 1.0.0 eks-heal7-production');
  });
});
