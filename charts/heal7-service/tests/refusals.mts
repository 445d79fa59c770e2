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
