import { find, get, merge, type Helm } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, LEAST } from './values.mts';

/** How many pods there are, and who may take one away. */
export function checkScaling(helm: Helm, report: Report): void {
  const render = (change = {}) =>
    helm.template(CHART, { values: merge(LEAST, change) });
  const plain = render();
  const autoscaler = get(plain, 'HorizontalPodAutoscaler').spec;

  report.same('the autoscaler moves the Rollout', autoscaler.scaleTargetRef, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    name: 'heal7-web-main',
  });
  report.same(
    'and nothing else sets its size',
    get(plain, 'Rollout').spec.replicas,
    undefined,
  );
  report.same(
    'the limits are those of the design',
    [
      autoscaler.minReplicas,
      autoscaler.maxReplicas,
      autoscaler.metrics.map((m: any) => [
        m.resource.name,
        m.resource.target.averageUtilization,
      ]),
    ],
    [
      3,
      20,
      [
        ['cpu', 70],
        ['memory', 80],
      ],
    ],
  );
  report.same(
    'requests per second count when asked for',
    get(
      render({ autoscaling: { requestsPerSecond: 100 } }),
      'HorizontalPodAutoscaler',
    ).spec.metrics[2].pods,
    {
      metric: { name: 'requests_per_second' },
      target: { type: 'AverageValue', averageValue: '100' },
    },
  );
  const fixed = render({ autoscaling: { enabled: false }, replicas: 2 });
  report.same(
    'without autoscaling the size is fixed',
    [
      get(fixed, 'Rollout').spec.replicas,
      find(fixed, 'HorizontalPodAutoscaler'),
    ],
    [2, undefined],
  );
  report.same(
    'one pod at a time may be taken away',
    get(plain, 'PodDisruptionBudget').spec.maxUnavailable,
    1,
  );
}
