import { get, merge, type Helm, type Manifest } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, LEAST, MATRIX } from './values.mts';

/** What holds of every object, whatever the values. */
function generalProblems(manifests: Manifest[]): string[] {
  const rollout = get(manifests, 'Rollout');
  const { name } = rollout.metadata;
  const selector = rollout.spec.selector.matchLabels;
  const includes = (labels: Record<string, string> | undefined) =>
    Object.entries(selector).every(([key, value]) => labels?.[key] === value);
  const keys = manifests.map(item => `${item.kind} ${item.metadata.name}`);
  return [
    ...manifests.flatMap(({ kind, metadata }) =>
      metadata.name === name || metadata.name.startsWith(`${name}-`)
        ? []
        : [`${kind} is called ${metadata.name}, not after ${name}`],
    ),
    ...manifests.flatMap(({ kind, metadata }) =>
      metadata.labels?.['backstage.io/kubernetes-id'] === LEAST.name
        ? []
        : [`${kind} lacks the label backstage.io/kubernetes-id`],
    ),
    ...keys.filter((key, i) => keys.indexOf(key) !== i).map(k => `two ${k}`),
    ...(includes(rollout.spec.template.metadata.labels)
      ? []
      : ['the pods do not carry the labels that the Rollout selects']),
    ...(includes(get(manifests, 'Service').spec.selector)
      ? []
      : ['the Service does not select the pods']),
  ];
}

/** Every combination renders, is linted, and hangs together. */
export function checkMatrix(helm: Helm, report: Report): void {
  for (const [what, change] of MATRIX) {
    const values = merge(LEAST, change);
    report.say(`${what}: lint`, helm.lint(CHART, values));
    const manifests = helm.template(CHART, { values });
    report.say(`${what}: hangs together`, generalProblems(manifests));
  }
}
