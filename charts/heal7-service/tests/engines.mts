import {
  find,
  get,
  merge,
  type Helm,
  type Values,
} from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, LEAST } from './values.mts';

/** Flagger, blue-green and rolling; Argo Rollouts is in delivery.mts. */
export function checkEngines(helm: Helm, report: Report): void {
  const render = (engine: string, change: Values = {}) =>
    helm.template(CHART, {
      values: merge(merge(LEAST, { delivery: { engine } }), change),
    });
  checkFlaggerRendered(render, report);
  checkColours(render, report);

  const rolling = render('rolling');
  report.same(
    'rolling adds one pod at a time and takes none away',
    get(rolling, 'Deployment').spec.strategy.rollingUpdate,
    { maxSurge: 1, maxUnavailable: 0 },
  );
  report.same(
    'rolling sends everything to the Service',
    get(rolling, 'VirtualService').spec.http.at(-1).route,
    [
      {
        destination: { host: 'heal7-web-main', port: { number: 3000 } },
        weight: 100,
      },
    ],
  );
}

type Render = (engine: string, change?: Values) => ReturnType<Helm['template']>;

function checkFlaggerRendered(render: Render, report: Report): void {
  const plain = render('flagger');
  const { analysis, service } = get(plain, 'Canary').spec;
  report.same(
    'with Flagger nothing of the chart routes',
    ['Service', 'VirtualService', 'DestinationRule'].map(kind =>
      find(plain, kind),
    ),
    [undefined, undefined, undefined],
  );
  report.same(
    'Flagger takes the steps, each as long as the longest pause',
    [analysis.stepWeights, analysis.interval, analysis.threshold],
    [[10, 50], '600s', 1],
  );
  report.same('its route is a delegate', service.delegation, true);
  report.same(
    'its limits are those of every engine',
    analysis.metrics.map((metric: any) => [
      metric.name,
      metric.thresholdRange,
      metric.interval,
    ]),
    [
      ['error-ratio', { max: 0.01 }, '10m'],
      ['p95-seconds', { max: 0.5 }, '10m'],
    ],
  );
  report.same(
    'its pods wait by themselves: its client loses the preStop wait',
    get(plain, 'Deployment').spec.template.spec.containers[0].lifecycle,
    undefined,
  );
  const byHeader = get(
    render('flagger', { delivery: { flagger: { split: 'header' } } }),
    'Canary',
  ).spec.analysis;
  report.same(
    'by header it watches as long as all pauses together',
    [byHeader.interval, byHeader.iterations, byHeader.match],
    ['1m', 20, [{ headers: { canary: { exact: 'true' } } }]],
  );
  checkGates(render, report);
}

function checkGates(render: Render, report: Report): void {
  const hooks = (gate: string, steps: Values[]): string[][] | undefined =>
    get(
      render('flagger', { delivery: { flagger: { gate }, canary: { steps } } }),
      'Canary',
    ).spec.analysis.webhooks?.map((hook: any) => [hook.type, hook.url]);
  const tester = 'http://flagger-loadtester.test';
  const gate = `${tester}/gate/check`;
  const closing = [
    ['post-rollout', `${tester}/gate/close`],
    ['post-rollout', `${tester}/rollback/close`],
  ];
  const timed = { weight: 10, pause: '5m' };
  const waiting = { weight: 50 };
  report.same(
    'a step without a pause waits at the gate, which is closed after each run',
    hooks(gate, [timed, waiting]),
    [
      ['confirm-traffic-increase', gate],
      ['confirm-promotion', gate],
      ['rollback', `${tester}/rollback/check`],
      ...closing,
    ],
  );
  report.same(
    'with the load tester there is a way back from every run',
    hooks(gate, [timed]),
    [['rollback', `${tester}/rollback/check`], ...closing],
  );
  const other = 'https://approvals.heal7.com/ask';
  report.same(
    'of what is no gate of the load tester nothing else is asked',
    hooks(other, [timed, waiting]),
    [
      ['confirm-traffic-increase', other],
      ['confirm-promotion', other],
    ],
  );
  report.same('without a gate nobody is asked', hooks('', [timed]), undefined);
}

function checkColours(render: Render, report: Report): void {
  const colour = (manifests: ReturnType<Render>, name: string) => {
    const { spec } = get(manifests, 'Deployment', `heal7-web-main-${name}`);
    return [spec.replicas, spec.template.spec.containers[0].image];
  };
  const image = (tag: string) => `ghcr.io/heal7/heal7-web-main:${tag}`;
  const plain = render('istio-blue-green');
  report.same(
    'blue is live to begin with, and green has no pods',
    [colour(plain, 'blue'), colour(plain, 'green')],
    [
      [3, image('1.2.3')],
      [0, image('1.2.3')],
    ],
  );
  const [blue, green] = get(plain, 'DestinationRule').spec.subsets;
  report.same(
    'each subset is the pods of its colour',
    [blue, green].map(subset => [
      subset.name,
      subset.labels['heal7.com/colour'],
      get(plain, 'Deployment', `heal7-web-main-${subset.name}`).spec.template
        .metadata.labels['heal7.com/colour'],
    ]),
    [
      ['blue', 'blue', 'blue'],
      ['green', 'green', 'green'],
    ],
  );
  const told = render('istio-blue-green', {
    delivery: {
      blueGreen: { live: 'green', blue: { tag: '1.2.2', replicas: 1 } },
    },
  });
  report.same(
    'without a cluster to ask, values say what each colour is',
    [
      colour(told, 'blue'),
      colour(told, 'green'),
      get(told, 'VirtualService')
        .spec.http.at(-1)
        .route.map((to: any) => [to.destination.subset, to.weight]),
    ],
    [
      [1, image('1.2.2')],
      [3, image('1.2.3')],
      [
        ['blue', 0],
        ['green', 100],
      ],
    ],
  );
}
