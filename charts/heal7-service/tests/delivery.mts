import { get, merge, type Helm } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, LEAST } from './values.mts';

/** The canary, its traffic and its judge. */
export function checkDelivery(helm: Helm, report: Report): void {
  const render = (change = {}) =>
    helm.template(CHART, { values: merge(LEAST, change) });
  const plain = render();
  const rollout = get(plain, 'Rollout');
  const { canary } = rollout.spec.strategy;
  const verdict = {
    analysis: {
      templates: [{ templateName: 'heal7-web-main-verdict' }],
      args: [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }],
    },
  };

  report.same(
    'the workload names its entity',
    rollout.metadata.annotations?.['heal7.com/entity'],
    'component:default/heal7-web-main',
  );
  report.same(
    'the canary goes 10 %, header, pause, verdict, 50 %, pause, verdict',
    canary.steps,
    [
      { setWeight: 10 },
      {
        setHeaderRoute: {
          name: 'heal7-web-main-canary-header',
          match: [{ headerName: 'canary', headerValue: { exact: 'true' } }],
        },
      },
      { pause: { duration: '10m' } },
      verdict,
      { setWeight: 50 },
      { pause: { duration: '10m' } },
      verdict,
    ],
  );
  report.same(
    'the header route is a managed one',
    canary.trafficRouting.managedRoutes,
    [{ name: 'heal7-web-main-canary-header' }],
  );

  const virtualService = get(plain, 'VirtualService');
  const rule = get(plain, 'DestinationRule');
  const { istio } = canary.trafficRouting;
  report.same(
    'the Rollout edits the route and the subsets that are there',
    [
      istio.virtualService.name,
      istio.virtualService.routes,
      istio.destinationRule.name,
      [
        istio.destinationRule.stableSubsetName,
        istio.destinationRule.canarySubsetName,
      ],
    ],
    [
      virtualService.metadata.name,
      virtualService.spec.http
        .filter((route: { route?: unknown }) => route.route)
        .map((route: { name: string }) => route.name),
      rule.metadata.name,
      rule.spec.subsets.map((subset: { name: string }) => subset.name),
    ],
  );
  report.same(
    'the VirtualService is a delegate',
    [virtualService.spec.hosts, virtualService.spec.gateways],
    [undefined, undefined],
  );
  report.same(
    'all traffic is stable to begin with',
    virtualService.spec.http
      .at(-1)
      .route.map((to: any) => [to.destination.subset, to.weight]),
    [
      ['stable', 100],
      ['canary', 0],
    ],
  );
  report.same(
    'metrics and readiness are not public',
    virtualService.spec.http[0],
    {
      name: 'private',
      match: [{ uri: { exact: '/metrics' } }, { uri: { exact: '/ready' } }],
      directResponse: { status: 404 },
    },
  );
  report.same(
    'a step without a pause waits for a person',
    get(
      render({ delivery: { canary: { steps: [{ weight: 5 }] } } }),
      'Rollout',
    ).spec.strategy.canary.steps.at(-1),
    { pause: {} },
  );

  const unjudged = render({
    delivery: { canary: { analysis: { enabled: false } } },
  });
  report.same(
    'without analysis time alone decides',
    [
      unjudged.filter(({ kind }) => kind === 'AnalysisTemplate'),
      get(unjudged, 'Rollout').spec.strategy.canary.steps.filter(
        (step: object) => 'analysis' in step,
      ),
    ],
    [[], []],
  );
  const judged = render({
    delivery: { canary: { analysis: { minRequests: 50 } } },
  });
  for (const name of ['guard', 'verdict']) {
    const [metric] = get(judged, 'AnalysisTemplate', `heal7-web-main-${name}`)
      .spec.metrics;
    report.same(
      `the ${name} passes on an answer alone, and NaN is none`,
      [metric.successCondition, metric.failureCondition],
      [
        'len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.01',
        'len(result) > 0 && !isNaN(result[0]) && result[0] > 0.01',
      ],
    );
    report.say(
      `the ${name} answers nothing below the minimum sample`,
      />= 50\s*$/.test(metric.provider.prometheus.query)
        ? []
        : [metric.provider.prometheus.query],
    );
  }
}
