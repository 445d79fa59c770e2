import { decide, type Attempt, type Peer } from '../../checks/cyclonus.mts';
import type { Helm, Values } from '../../checks/helm.mts';
import type { Report } from '../../checks/report.mts';
import { CHART } from './values.mts';

const NAMESPACE = 'heal7-production';

/** heal7's services, as their values say whom they talk with. */
const SERVICES: Record<string, Values> = {
  'heal7-web-main': {
    port: 3000,
    networkPolicy: { upstreams: [{ name: 'heal7-api-gateway', port: 8000 }] },
  },
  'heal7-api-gateway': {
    port: 8000,
    networkPolicy: {
      callers: ['heal7-web-main'],
      upstreams: [
        { name: 'heal7-saju-engine', port: 8001 },
        { name: 'heal7-ai-models', port: 8002 },
      ],
    },
  },
  'heal7-saju-engine': {
    port: 8001,
    route: { public: false },
    networkPolicy: {
      callers: ['heal7-api-gateway'],
      upstreams: [{ name: 'database', cidr: '10.20.0.0/16', port: 5432 }],
    },
  },
  'heal7-ai-models': {
    port: 8002,
    route: { public: false },
    networkPolicy: { callers: ['heal7-api-gateway'], externalHttps: true },
  },
};

const service = (name: string): Peer => ({
  namespace: NAMESPACE,
  labels: {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
  },
});

/** Everybody who may try, and be tried. */
const PEERS: Record<string, Peer> = {
  web: service('heal7-web-main'),
  api: service('heal7-api-gateway'),
  saju: service('heal7-saju-engine'),
  ai: service('heal7-ai-models'),
  'a stranger beside them': service('stranger'),
  'a stranger elsewhere': { namespace: 'default', labels: { app: 'x' } },
  // The right name in the wrong namespace.
  'a false api': {
    namespace: 'default',
    labels: { 'app.kubernetes.io/name': 'heal7-api-gateway' },
  },
  ingress: { namespace: 'istio-system', labels: { istio: 'ingressgateway' } },
  istiod: { namespace: 'istio-system', labels: { app: 'istiod' } },
  prometheus: { namespace: 'monitoring', labels: { app: 'prometheus' } },
  dns: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  database: { address: '10.20.4.5' },
  'the internet': { address: '203.0.113.9' },
  'the metadata service': { address: '169.254.169.254' },
};

const PORTS = [53, 443, 3000, 4318, 5432, 8000, 8001, 8002, 15012, 15020];
const ours = ['web', 'api', 'saju', 'ai'];

/** Every connection that is to be possible; written by hand, on purpose. */
const ALLOWED = new Set([
  ...['ingress > web:3000', 'ingress > api:8000'],
  ...['web > api:8000', 'api > saju:8001', 'api > ai:8002'],
  ...['saju > database:5432', 'ai > the internet:443'],
  ...ours.flatMap(name => [
    `${name} > dns:53`,
    `${name} > istiod:15012`,
    // The collector of traces lies in the same namespace.
    `${name} > prometheus:4318`,
    `prometheus > ${name}:15020`,
  ]),
]);

/** Who reaches whom, decided by another program on the rendered policies. */
export async function checkPairs(helm: Helm, report: Report): Promise<void> {
  const policies = Object.entries(SERVICES).flatMap(([name, values]) =>
    helm
      .template(CHART, {
        namespace: NAMESPACE,
        values: {
          name,
          image: { repository: `ghcr.io/heal7/${name}`, tag: '1' },
          ...values,
        },
      })
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(policy => ({
        ...policy,
        metadata: { ...policy.metadata, namespace: NAMESPACE },
      })),
  );
  const names = Object.keys(PEERS);
  const attempts = names.flatMap(from =>
    names
      // A pod reaches itself, and what neither end of is ours is not ours to say.
      .filter(to => to !== from && (ours.includes(from) || ours.includes(to)))
      .flatMap(to => PORTS.map(port => ({ from, to, port }))),
  );
  const decisions = await decide(
    policies,
    attempts.map(
      ({ from, to, port }): Attempt => ({
        from: PEERS[from]!,
        to: PEERS[to]!,
        port,
        protocol: port === 53 ? 'UDP' : 'TCP',
      }),
    ),
  );
  const said = ({ from, to, port }: (typeof attempts)[number]) =>
    `${from} > ${to}:${port}`;
  const open = attempts.filter((_, i) => decisions[i]).map(said);
  report.say(
    `of ${attempts.length} connections, nothing but the ${ALLOWED.size} listed is possible`,
    open.filter(pair => !ALLOWED.has(pair)),
  );
  report.say(
    'each connection listed is possible',
    [...ALLOWED].filter(pair => !open.includes(pair)),
  );
}
