import { find, get, merge, type Helm } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, KINDS, LEAST, SECRETS } from './values.mts';

/** Workers, crons and jobs. */
export function checkKinds(helm: Helm, report: Report): void {
  const render = (kind: string, change = {}) =>
    helm.template(CHART, {
      values: merge(merge(LEAST, { kind, ...KINDS[kind] }), change),
    });

  const worker = render('worker');
  report.same(
    'nobody calls a worker',
    ['Service', 'VirtualService', 'DestinationRule'].map(kind =>
      find(worker, kind),
    ),
    [undefined, undefined, undefined],
  );
  report.same(
    'only monitoring reaches a worker, by address and by identity',
    [
      get(worker, 'NetworkPolicy').spec.ingress,
      get(worker, 'AuthorizationPolicy').spec.rules,
    ],
    [
      [
        {
          from: [
            {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' },
              },
            },
          ],
          ports: [{ port: 15020, protocol: 'TCP' }],
        },
      ],
      [
        {
          from: [
            {
              source: {
                principals: ['cluster.local/ns/monitoring/sa/prometheus'],
              },
            },
          ],
          to: [
            {
              operation: {
                ports: ['3000'],
                methods: ['GET'],
                paths: ['/metrics'],
              },
            },
          ],
        },
      ],
    ],
  );
  const asked = get(
    render('worker', { probes: { command: ['/app/healthy'] } }),
    'Deployment',
  ).spec.template.spec.containers[0];
  report.same(
    'a worker can be asked by a command',
    [asked.startupProbe, asked.livenessProbe, asked.readinessProbe].map(
      ({ exec, httpGet }) => [exec?.command, httpGet],
    ),
    Array(3).fill([['/app/healthy'], undefined]),
  );
  report.same(
    'a worker scales with its queue, from none',
    (({ minReplicaCount, triggers }) => [
      minReplicaCount,
      triggers.map(({ metadata }: any) => metadata.query ?? metadata.value),
    ])(
      get(
        render('worker', {
          autoscaling: {
            by: 'keda',
            minReplicas: 0,
            cpu: 0,
            memory: 0,
            queue: { perPod: 10, metric: 'jobs_waiting' },
          },
        }),
        'ScaledObject',
      ).spec,
    ),
    [
      0,
      [
        'sum(jobs_waiting{namespace="heal7-production",pod=~"heal7-web-main-[0-9a-z]+-[0-9a-z]+"})',
      ],
    ],
  );

  const { spec: cron } = get(render('cron'), 'CronJob');
  report.same(
    'a cron runs by Seoul’s clock, one at a time, and ends',
    [
      cron.schedule,
      cron.timeZone,
      cron.concurrencyPolicy,
      cron.startingDeadlineSeconds,
      cron.jobTemplate.spec.activeDeadlineSeconds,
      cron.successfulJobsHistoryLimit,
      cron.jobTemplate.spec.template.spec.restartPolicy,
    ],
    ['0 4 * * *', 'Asia/Seoul', 'Forbid', 300, 3600, 3, 'Never'],
  );
  report.same(
    'its sidecar ends with it',
    cron.jobTemplate.spec.template.metadata.annotations[
      'sidecar.istio.io/nativeSidecar'
    ],
    'true',
  );

  const job = render('job', { secrets: SECRETS });
  const hooks = job.map(({ kind, metadata }) => [
    kind,
    metadata.annotations?.['helm.sh/hook'],
    metadata.annotations?.['argocd.argoproj.io/hook'],
    Number(metadata.annotations?.['helm.sh/hook-weight']),
  ]);
  report.same(
    'a job runs before the release, after what it needs',
    hooks.sort(),
    [
      ['ExternalSecret', 'pre-install,pre-upgrade', 'PreSync', -5],
      ['Job', 'pre-install,pre-upgrade', 'PreSync', 0],
      ['NetworkPolicy', 'pre-install,pre-upgrade', 'PreSync', -5],
      ['ServiceAccount', 'pre-install,pre-upgrade', 'PreSync', -5],
    ],
  );
}
