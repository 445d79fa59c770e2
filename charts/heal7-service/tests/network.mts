import { find, get, merge, type Helm } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART, LEAST } from './values.mts';

/** Who may call the service, by address and by identity; what it may call. */
export function checkNetwork(helm: Helm, report: Report): void {
  const render = (change = {}) =>
    helm.template(CHART, { values: merge(LEAST, change) });
  const callersOf = (change: object) => {
    const manifests = render(change);
    const [first] = get(manifests, 'NetworkPolicy').spec.ingress;
    const [rule] = get(manifests, 'AuthorizationPolicy', 'heal7-web-main').spec
      .rules;
    return {
      addresses: first.from.map(
        ({ namespaceSelector, podSelector }: any) =>
          `${
            namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] ?? ''
          }/${Object.values(podSelector?.matchLabels ?? {})}`,
      ),
      identities: rule.from[0].source.principals,
    };
  };
  const gateway = [
    'cluster.local/ns/istio-system/sa/istio-ingressgateway',
    'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
  ];

  report.same('the ingress gateway alone calls a service', callersOf({}), {
    addresses: ['istio-system/ingressgateway'],
    identities: gateway,
  });
  report.same(
    'one list of callers is both policies',
    callersOf({ networkPolicy: { callers: ['heal7-api-gateway'] } }),
    {
      addresses: ['istio-system/ingressgateway', '/heal7-api-gateway'],
      identities: [
        ...gateway,
        'cluster.local/ns/heal7-production/sa/heal7-api-gateway',
      ],
    },
  );
  report.same(
    'what is not public is called by its callers alone',
    callersOf({
      route: { public: false },
      networkPolicy: { callers: ['heal7-api-gateway'] },
    }),
    {
      addresses: ['/heal7-api-gateway'],
      identities: ['cluster.local/ns/heal7-production/sa/heal7-api-gateway'],
    },
  );
  report.same(
    'without callers what is not public is called by nobody',
    get(render({ route: { public: false } }), 'NetworkPolicy').spec.ingress.map(
      ({ ports }: any) => ports[0].port,
    ),
    [15020],
  );
  report.same(
    'private paths are denied to everybody but monitoring, whatever the route',
    get(render(), 'AuthorizationPolicy', 'heal7-web-main-private').spec,
    {
      selector: {
        matchLabels: {
          'app.kubernetes.io/name': 'heal7-web-main',
          'app.kubernetes.io/instance': 'heal7-web-main',
        },
      },
      action: 'DENY',
      rules: [
        {
          to: [
            {
              operation: {
                paths: ['/metrics', '/metrics/*', '/ready', '/ready/*'],
              },
            },
          ],
          from: [
            {
              source: {
                notPrincipals: ['cluster.local/ns/monitoring/sa/prometheus'],
              },
            },
          ],
        },
      ],
    },
  );
  report.same(
    'without private paths nothing is denied',
    find(
      render({ route: { private: [] } }),
      'AuthorizationPolicy',
      'heal7-web-main-private',
    ),
    undefined,
  );
  const { egress } = get(
    render({
      networkPolicy: {
        upstreams: [
          { name: 'heal7-saju-engine', port: 8001 },
          { name: 'heal7-ai-models' },
          { name: 'postgres', port: 5432, cidr: '10.10.0.0/16' },
        ],
      },
    }),
    'NetworkPolicy',
  ).spec;
  report.same('it calls what is listed, where that is', egress.slice(3), [
    {
      to: [
        {
          podSelector: {
            matchLabels: { 'app.kubernetes.io/name': 'heal7-saju-engine' },
          },
        },
      ],
      ports: [{ port: 8001, protocol: 'TCP' }],
    },
    {
      to: [
        {
          podSelector: {
            matchLabels: { 'app.kubernetes.io/name': 'heal7-ai-models' },
          },
        },
      ],
    },
    {
      to: [{ ipBlock: { cidr: '10.10.0.0/16' } }],
      ports: [{ port: 5432, protocol: 'TCP' }],
    },
  ]);
  report.same(
    'beyond that only names, the control plane and traces',
    egress
      .slice(0, 3)
      .flatMap(({ ports }: any) => ports.map((one: any) => one.port)),
    [53, 53, 15012, 4318],
  );
}
