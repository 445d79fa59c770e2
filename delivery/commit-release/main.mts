// The action's entry: releases one digest to one environment's branch.
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { scalarsIn } from '../lib/scalars.mts';
import { annotate, input, log, required, setOutput } from '../lib/workflow.mts';
import { commitRelease } from './commit.mts';
import { gitIn } from './git.mts';
import { branchOf, checkRelease, watchedBy } from './release.mts';

async function main() {
  const { env } = process;
  const server = env.GITHUB_SERVER_URL ?? 'https://github.com';
  const folder = env.GITHUB_WORKSPACE ?? process.cwd();
  const git = gitIn(folder, server, input('token'));
  const release = checkRelease({
    environment: required('environment'),
    repository: required('image'),
    digest: required('digest'),
    commit: git(['rev-parse', 'HEAD']),
    run: env.GITHUB_RUN_ID
      ? `${server}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`
      : '',
  });

  const values = scalarsIn(join(folder, 'deploy', 'values.yaml'));
  const place = scalarsIn(
    join(folder, 'deploy', `values-${release.environment}.yaml`),
  );
  const name = values.get('name');
  const cluster = place.get('cluster.name');
  if (!name) throw new Error('deploy/values.yaml has no `name`');
  if (!cluster) {
    throw new Error(
      `deploy/values-${release.environment}.yaml has no \`cluster.name\`: where is ${release.environment}?`,
    );
  }
  const chart = scalarsIn(join(folder, 'deploy', 'chart.yaml'));

  const author = {
    GIT_AUTHOR_NAME: 'github-actions[bot]',
    GIT_AUTHOR_EMAIL: '41898282+github-actions[bot]@users.noreply.github.com',
  };
  Object.assign(env, author, {
    GIT_COMMITTER_NAME: author.GIT_AUTHOR_NAME,
    GIT_COMMITTER_EMAIL: author.GIT_AUTHOR_EMAIL,
  });
  const { commit, changed } = await commitRelease(git, release, {
    allowOlder: input('allow-older') === 'true',
    pause: attempt => delay(attempt * 500 + Math.random() * 500),
  });
  log(
    `${branchOf(release.environment)} ${
      changed ? 'is now' : 'was already'
    } at ${commit}: ${release.digest}`,
  );
  setOutput('commit', commit);
  setOutput('name', name);
  setOutput('entity', values.get('entity') ?? `component:default/${name}`);
  setOutput('cluster', cluster);
  setOutput('namespace', chart.get('namespace') ?? '');

  const engine = place.get('delivery.engine') ?? values.get('delivery.engine');
  const watched = watchedBy(values.get('kind'), engine);
  setOutput('verdict', watched.portal ? 'portal' : 'none');
  if (!watched.portal) annotate('notice', 'No verdict', watched.why);
}

try {
  await main();
} catch (error) {
  annotate('error', 'Nothing was released', (error as Error).message);
  process.exitCode = 1;
}
