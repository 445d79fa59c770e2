import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { KubeClient } from '../../../../tools/test-cluster/index.mts';
import { CHARTS, merge, type Helm } from '../../../checks/helm.mts';
import type { Report } from '../../../checks/report.mts';
import { CHART, LEAST, MATRIX } from '../values.mts';
import { applyTo } from './client.mts';

/** Recipes of the CRDs of everything that the chart speaks to. */
export const CRDS = [
  'istio-crds',
  'external-secrets-crds',
  'prometheus-operator-crds',
  'keda-crds',
  'flagger',
];

/** The API server accepts every combination, and every generated service. */
export async function checkAccepted(
  helm: Helm,
  client: KubeClient,
  report: Report,
): Promise<void> {
  for (const [i, [what, change]] of MATRIX.entries()) {
    const values = merge(LEAST, change);
    await check(`${what} is accepted`, `matrix-${i}`, { values });
  }
  const root = join(CHARTS, '..');
  for (const folder of globSync('templates/*/golden/*/deploy', { cwd: root })) {
    for (const file of globSync('values*.yaml', { cwd: join(root, folder) })) {
      const files = ['values.yaml', file].map(name => join(root, folder, name));
      const service = basename(dirname(folder));
      const namespace = `${service}-${file.replace('.yaml', '')}`;
      await check(`${folder}/${file} is accepted`, namespace, { files });
    }
  }

  async function check(
    what: string,
    namespace: string,
    options: Parameters<Helm['template']>[1],
  ) {
    try {
      const manifests = helm.template(CHART, { ...options, namespace });
      await applyTo(client, namespace, manifests);
      report.say(what, []);
    } catch (error) {
      report.say(what, [(error as Error).message]);
    }
    await client.delete(`/api/v1/namespaces/${namespace}`);
  }
}
