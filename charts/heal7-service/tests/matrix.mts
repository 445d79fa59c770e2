import { merge, type Helm, type Manifest } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, LEAST, MATRIX } from './values.mts';

const RUNS = ['Rollout', 'Deployment', 'CronJob', 'Job'];

const podTemplate = ({ kind, spec }: Manifest) =>
  kind === 'CronJob' ? spec.jobTemplate.spec.template : spec.template;

/** Whether the labels hold all that a selector asks for. */
const includes = (
  labels: Record<string, string> | undefined,
  selector: Record<string, string>,
) => Object.entries(selector).every(([key, value]) => labels?.[key] === value);

/** The labels by which an object finds pods; undefined when it finds none. */
function podSelector({ kind, spec }: Manifest) {
  switch (kind) {
    case 'Rollout':
    case 'Deployment':
    case 'PodDisruptionBudget':
    case 'AuthorizationPolicy':
      return spec.selector.matchLabels;
    case 'NetworkPolicy':
      return spec.podSelector.matchLabels;
    case 'Service':
      return spec.selector;
    default:
      return undefined;
  }
}

/** What holds of every object, whatever the values. */
function generalProblems(manifests: Manifest[]): string[] {
  const workloads = manifests.filter(({ kind }) => RUNS.includes(kind));
  const account = manifests.find(({ kind }) => kind === 'ServiceAccount');
  const name = account?.metadata.name ?? '';
  const keys = manifests.map(item => `${item.kind} ${item.metadata.name}`);
  return [
    ...(workloads.length > 0 ? [] : ['nothing runs']),
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
    ...workloads.flatMap(workload => workloadProblems(workload, name)),
    ...manifests
      .filter(item => !RUNS.includes(item.kind))
      .flatMap(item => {
        const selector = podSelector(item);
        return !selector ||
          workloads.every(workload =>
            includes(podTemplate(workload).metadata.labels, selector),
          )
          ? []
          : [`${item.kind} does not select the pods`];
      }),
    ...targetProblems(manifests),
  ];
}

function workloadProblems(workload: Manifest, account: string): string[] {
  const { kind, metadata } = workload;
  const template = podTemplate(workload);
  const selector = podSelector(workload) ?? {};
  return [
    ...(metadata.annotations?.['heal7.com/entity']
      ? []
      : [`${kind} does not name its entity`]),
    ...(includes(template.metadata.labels, selector)
      ? []
      : [`the pods do not carry the labels that the ${kind} selects`]),
    ...(template.spec.serviceAccountName === account
      ? []
      : [`${kind} runs as ${template.spec.serviceAccountName}`]),
  ];
}

/** An autoscaler moves something that is there and has no size of its own. */
function targetProblems(manifests: Manifest[]): string[] {
  return manifests
    .filter(({ spec }) => spec?.scaleTargetRef)
    .flatMap(({ kind, spec }) => {
      const { kind: wanted, name } = spec.scaleTargetRef;
      const target = manifests.find(
        item => item.kind === wanted && item.metadata.name === name,
      );
      if (!target)
        return [`${kind} moves ${wanted} ${name}, which is not there`];
      const isColour = target.metadata.labels?.['heal7.com/colour'];
      return target.spec.replicas === undefined || isColour
        ? []
        : [`${wanted} ${name} has an autoscaler and a size of its own`];
    });
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
