import { get, merge, type Helm } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, DIGEST, LEAST } from './values.mts';

/** What a pod may do, and how it starts and stops. */
export function checkPod(helm: Helm, report: Report): void {
  const podOf = (change = {}) =>
    get(helm.template(CHART, { values: merge(LEAST, change) }), 'Rollout').spec
      .template.spec;
  const pod = podOf();
  const [container] = pod.containers;

  report.same('runs as 1001 and no other', pod.securityContext, {
    runAsNonRoot: true,
    runAsUser: 1001,
    runAsGroup: 1001,
    fsGroup: 1001,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  report.same('can change and gain nothing', container.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  report.same('carries no token', pod.automountServiceAccountToken, false);
  report.same(
    'is asked where the service answers',
    [
      container.startupProbe.httpGet.path,
      container.livenessProbe.httpGet.path,
      container.readinessProbe.httpGet.path,
      container.ports[0].containerPort,
    ],
    ['/health', '/health', '/ready', 3000],
  );
  report.same('waits before it stops', container.lifecycle, {
    preStop: { sleep: { seconds: 5 } },
  });
  report.same('has the resources of the design', container.resources, {
    requests: { cpu: '250m', memory: '256Mi' },
    limits: { cpu: '500m', memory: '512Mi' },
  });
  report.same(
    'writes where it is allowed to',
    podOf({ writablePaths: ['/tmp', '/app/.next/cache'] }).containers[0]
      .volumeMounts,
    [
      { name: 'writable-0', mountPath: '/tmp' },
      { name: 'writable-1', mountPath: '/app/.next/cache' },
    ],
  );
  report.same(
    'is spread over zones and nodes',
    pod.topologySpreadConstraints.map(
      (one: { topologyKey: string }) => one.topologyKey,
    ),
    ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'],
  );
  const image = (change: object) =>
    podOf({ image: change }).containers[0].image;
  const repository = 'ghcr.io/heal7/heal7-web-main';
  report.same(
    'the image is named by tag, digest or both',
    [image({}), image({ digest: DIGEST }), image({ tag: '', digest: DIGEST })],
    [
      `${repository}:1.2.3`,
      `${repository}:1.2.3@${DIGEST}`,
      `${repository}@${DIGEST}`,
    ],
  );
  const awkward = { A: 'yes', B: '1', C: '"\'$(x)\n{{ }}' };
  const env: Array<{ name: string; value: string }> = podOf({ env: awkward })
    .containers[0].env;
  report.same(
    'environment values arrive as they are',
    Object.fromEntries(
      env.filter(({ name }) => name in awkward).map(e => [e.name, e.value]),
    ),
    awkward,
  );
}
