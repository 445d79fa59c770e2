import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CHARTS, get, type Helm } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART } from './values.mts';

/** The values of every generated service render, for every environment. */
export function checkGenerated(helm: Helm, report: Report): void {
  const folders = globSync('templates/*/golden/*/deploy', {
    cwd: join(CHARTS, '..'),
  }).map(folder => join(CHARTS, '..', folder));
  report.say(
    'there are generated services',
    folders.length > 0 ? [] : ['none'],
  );
  for (const folder of folders) {
    const base = join(folder, 'values.yaml');
    const environments = globSync('values-*.yaml', { cwd: folder }).sort();
    for (const environment of ['values.yaml', ...environments]) {
      const manifests = helm.template(CHART, {
        files: [base, join(folder, environment)],
      });
      const name = basename(join(folder, '..'));
      report.same(
        `${name} with ${environment} is the Rollout of its entity`,
        get(manifests, 'Rollout').metadata.annotations?.['heal7.com/entity'],
        `component:default/${name}`,
      );
    }
  }
}
