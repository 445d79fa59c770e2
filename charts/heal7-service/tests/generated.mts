import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CHARTS, HelmRefusal, type Helm } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART } from './values.mts';

const RUNS = ['Rollout', 'Deployment', 'CronJob', 'Job'];

/** The values of every generated service render, for every environment. */
export function checkGenerated(helm: Helm, report: Report): void {
  const folders = globSync('templates/*/golden/*/deploy', {
    cwd: join(CHARTS, '..'),
  }).map(folder => join(CHARTS, '..', folder));
  report.say(
    'there are generated services',
    folders.length > 0 ? [] : ['none'],
  );
  for (const folder of folders.sort()) {
    const environments = globSync('values-*.yaml', { cwd: folder }).sort();
    for (const environment of ['values.yaml', ...environments]) {
      const name = basename(join(folder, '..'));
      report.say(
        `${name} with ${environment} is the workload of its entity`,
        problems(helm, name, [
          join(folder, 'values.yaml'),
          join(folder, environment),
        ]),
      );
    }
  }
}

function problems(helm: Helm, name: string, files: string[]): string[] {
  try {
    const entities = helm
      .template(CHART, { files })
      .filter(({ kind }) => RUNS.includes(kind))
      .map(({ metadata }) => metadata.annotations?.['heal7.com/entity']);
    return entities.length > 0 &&
      entities.every(entity => entity === `component:default/${name}`)
      ? []
      : [`the workloads name ${JSON.stringify(entities)}`];
  } catch (error) {
    if (!(error instanceof HelmRefusal)) throw error;
    return [error.message];
  }
}
