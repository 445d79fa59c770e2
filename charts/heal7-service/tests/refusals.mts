import {
  HelmRefusal,
  merge,
  type Helm,
  type Values,
} from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, LEAST } from './values.mts';

/** What is refused, and what the message must name. */
const REFUSED: Array<[string, Values, RegExp]> = [
  [
    'an image called latest',
    { image: { tag: 'latest' } },
    /image\/tag.*'latest'/,
  ],
  ['a branch as a tag', { image: { tag: 'main' } }, /image\/tag.*'main'/],
  [
    'no version',
    { image: { tag: '' } },
    /image\.tag or image\.digest is required/,
  ],
  ['a short digest', { image: { digest: 'sha256:12' } }, /image\/digest/],
  [
    'a tag in the repository',
    { image: { repository: 'a/b:1' } },
    /image\/repository/,
  ],
  ['no name', { name: '' }, /\/name/],
  ['a malformed name', { name: 'Heal7_Web' }, /\/name.*'Heal7_Web'/],
  ['an unknown value', { imge: {} }, /'imge' not allowed/],
  [
    'an unknown value deep down',
    { delivery: { canary: { stepz: [] } } },
    /'stepz' not allowed/,
  ],
  ['a number as an environment value', { env: { A: 1 } }, /env\/A.*string/],
  ['an unknown engine', { delivery: { engine: 'x' } }, /delivery\/engine/],
  [
    'a pause without a unit',
    { delivery: { canary: { steps: [{ weight: 1, pause: '10' }] } } },
    /steps\/0\/pause/,
  ],
  ['no steps', { delivery: { canary: { steps: [] } } }, /canary\/steps/],
  [
    'steps that go down',
    { delivery: { canary: { steps: [{ weight: 50 }, { weight: 10 }] } } },
    /weight 10 comes after 50/,
  ],
  [
    'a minimum above the maximum',
    { autoscaling: { minReplicas: 30 } },
    /\(30\) is above .*\(20\)/,
  ],
  [
    'no time to drain',
    { terminationGracePeriodSeconds: 10, preStopSeconds: 10 },
    /\(10\) must be above preStopSeconds \(10\)/,
  ],
  [
    'a gateway without a host',
    { route: { gateways: ['a/b'] } },
    /without route\.hosts/,
  ],
  ['a privileged port', { port: 80 }, /\/port/],
  [
    'a canary of a worker',
    { kind: 'worker', delivery: { engine: 'argo-rollouts' } },
    /no traffic to split/,
  ],
  [
    'an engine for a job',
    { kind: 'job', delivery: { engine: 'flagger' } },
    /runs to its end/,
  ],
  ['a cron without a time', { kind: 'cron' }, /without cron\.schedule/],
  [
    'a malformed schedule',
    { kind: 'cron', cron: { schedule: 'daily' } },
    /cron\/schedule/,
  ],
  [
    'a time for a service',
    { cron: { schedule: '0 4 * * *' } },
    /only a cron runs by the clock/,
  ],
  [
    'a command that asks a service',
    { probes: { command: ['true'] } },
    /only a worker is asked by a command/,
  ],
  [
    'a service without a sidecar',
    { istio: { sidecar: false } },
    /nobody in the mesh could reach it/,
  ],
  [
    'a service that starts from none',
    { autoscaling: { minReplicas: 0 } },
    /only a worker scaled by keda/,
  ],
  [
    'nothing to scale on',
    { autoscaling: { cpu: 0, memory: 0 } },
    /nothing to scale on/,
  ],
  [
    'KEDA with Flagger',
    { autoscaling: { by: 'keda' }, delivery: { engine: 'flagger' } },
    /keda and delivery\.engine is flagger/,
  ],
  [
    'a GPU on general nodes',
    { gpu: { count: 1 } },
    /placement\.pool is general/,
  ],
  [
    'a GPU node without a GPU',
    { placement: { pool: 'gpu' } },
    /without using it/,
  ],
  [
    'a shared cache without a class',
    { cacheVolume: { path: '/models', type: 'shared' } },
    /without cacheVolume\.storageClass/,
  ],
  [
    'an AWS role on Google Cloud',
    {
      cluster: { cloud: 'gcp' },
      serviceAccount: { roleArn: 'arn:aws:iam::123456789012:role/x' },
    },
    /on GKE set serviceAccount\.gcpServiceAccount/,
  ],
  [
    'a Google account on AWS',
    {
      cluster: { cloud: 'aws' },
      serviceAccount: { gcpServiceAccount: 'x1@y.iam.gserviceaccount.com' },
    },
    /on EKS set serviceAccount\.roleArn/,
  ],
  [
    'a person in the way of Flagger without a gate',
    { delivery: { engine: 'flagger', canary: { steps: [{ weight: 10 }] } } },
    /Flagger waits for a person only at a gate/,
  ],
  [
    'a host of what is not public',
    { route: { public: false, hosts: ['heal7.com'] } },
    /what is not public has no host/,
  ],
  [
    'callers of a worker',
    { kind: 'worker', networkPolicy: { callers: ['heal7-a'] } },
    /only a service is called/,
  ],
  [
    'addresses without a port',
    { networkPolicy: { upstreams: [{ name: 'x', cidr: '10.0.0.0/8' }] } },
    /x has a cidr without a port/,
  ],
];

/** Bad values are refused with a message that names them. */
export function checkRefusals(helm: Helm, report: Report): void {
  for (const [what, change, message] of REFUSED) {
    report.say(`${what} is refused`, refusalProblems(helm, change, message));
  }
}

function refusalProblems(
  helm: Helm,
  change: Values,
  message: RegExp,
): string[] {
  try {
    helm.template(CHART, { values: merge(LEAST, change) });
    return ['it was rendered'];
  } catch (error) {
    if (!(error instanceof HelmRefusal)) throw error;
    return message.test(error.message)
      ? []
      : [`the message does not say ${message}: ${error.message}`];
  }
}
