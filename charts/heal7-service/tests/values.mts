import { merge, type Values } from '../../checks/helm.mts';

export const CHART = 'heal7-service';

/** The least that the chart accepts. */
export const LEAST: Values = {
  name: 'heal7-web-main',
  image: { repository: 'ghcr.io/heal7/heal7-web-main', tag: '1.2.3' },
};

export const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

export const ENGINES = [
  'argo-rollouts',
  'flagger',
  'istio-blue-green',
  'rolling',
];

/** What each other kind of workload needs at least. */
export const KINDS: Record<string, Values> = {
  worker: {},
  cron: { cron: { schedule: '0 4 * * *' } },
  job: { command: ['/app/migrate'], args: ['up'] },
};

export const CLUSTERS = {
  aws: { name: 'eks-heal7-production', cloud: 'aws', region: 'ap-northeast-2' },
  gcp: {
    name: 'gke-heal7-secondary',
    cloud: 'gcp',
    region: 'asia-northeast3',
  },
};

export const SECRETS = {
  env: {
    DATABASE_URL: { key: 'heal7/production/database', property: 'url' },
    API_KEY: { key: 'heal7/production/api-key' },
  },
};

const NOTHING_OPTIONAL = {
  autoscaling: { enabled: false },
  podDisruptionBudget: { enabled: false },
  networkPolicy: { enabled: false },
  authorizationPolicy: { enabled: false },
  metrics: { monitor: false },
  slo: { enabled: false },
  delivery: { canary: { analysis: { enabled: false } } },
};

/** Options in combination: each row is a thing that services do. */
export const MATRIX: Array<[string, Values]> = [
  ['the least values', {}],
  ['a digest without a tag', { image: { tag: '', digest: DIGEST } }],
  ['a tag and a digest', { image: { digest: DIGEST } }],
  ['no autoscaling', { autoscaling: { enabled: false }, replicas: 2 }],
  ['requests per second', { autoscaling: { requestsPerSecond: 100 } }],
  ['no analysis', { delivery: { canary: { analysis: { enabled: false } } } }],
  [
    'one step that waits for a person',
    { delivery: { canary: { steps: [{ weight: 20 }] } } },
  ],
  [
    'its own host',
    { route: { hosts: ['heal7.com'], gateways: ['istio-system/heal7'] } },
  ],
  ['nothing private', { route: { private: [] } }],
  ['a name suffix', { nameSuffix: '-pr-12' }],
  ['an older Istio', { istio: { apiVersion: 'networking.istio.io/v1beta1' } }],
  ['nothing writable', { writablePaths: [] }],
  ['no preStop wait', { preStopSeconds: 0 }],
  ['awkward environment values', { env: { A: 'yes', B: '"\'$(x)\n{{ }}' } }],
  [
    'everything about the network',
    {
      networkPolicy: {
        callers: ['heal7-api-gateway'],
        upstreams: [
          { name: 'heal7-saju-engine', port: 8001 },
          { name: 'heal7-ai-models' },
          { name: 'postgres', port: 5432, cidr: '10.10.0.0/16' },
        ],
        externalHttps: true,
        eastWest: true,
      },
    },
  ],
  [
    'a pool of its own',
    {
      nodeSelector: { pool: 'web' },
      tolerations: [{ key: 'pool', operator: 'Exists' }],
      image: { pullSecrets: ['ghcr'] },
      serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': 'x' } },
      cluster: CLUSTERS.aws,
    },
  ],
  ['none of the optional objects', NOTHING_OPTIONAL],
  ['secrets', { secrets: SECRETS }],
  ['scaling by KEDA', { autoscaling: { by: 'keda', requestsPerSecond: 100 } }],
  ['scaling by a queue', { autoscaling: { queue: { perPod: 4 } } }],
  ['not public', { route: { public: false } }],
  ['no STRICT mTLS', { metrics: { mergedPort: 0 } }],
  ['a pool with much CPU', { placement: { pool: 'high-cpu' } }],
  ...['emptyDir', 'ephemeral', 'shared'].map((type): [string, Values] => [
    `a GPU with a cache of type ${type}`,
    {
      cluster: CLUSTERS.gcp,
      placement: { pool: 'gpu' },
      gpu: { count: 1, type: 'nvidia-l4' },
      sharedMemory: '1Gi',
      cacheVolume: { path: '/models', size: '20Gi', type, storageClass: 'rwx' },
      autoscaling: { cpu: 0, memory: 0, queue: { perPod: 8 } },
      probes: { startupSeconds: 600 },
    },
  ]),
  [
    'Flagger by header',
    { delivery: { engine: 'flagger', flagger: { split: 'header' } } },
  ],
  [
    'Flagger with a person',
    {
      delivery: {
        engine: 'flagger',
        flagger: { gate: 'http://flagger-loadtester.test/gate/check' },
        canary: { steps: [{ weight: 10, pause: '5m' }, { weight: 50 }] },
      },
    },
  ],
  [
    'two colours with versions of their own',
    {
      delivery: {
        engine: 'istio-blue-green',
        blueGreen: { live: 'green', blue: { tag: '1.2.2' } },
      },
    },
  ],
  ...ENGINES.flatMap(engine =>
    [
      ['', {}] as const,
      [' on AWS', { cluster: CLUSTERS.aws }] as const,
      [' on Google Cloud', { cluster: CLUSTERS.gcp }] as const,
      [' with its own host', { route: { hosts: ['heal7.com'] } }] as const,
      [' without what is optional', NOTHING_OPTIONAL] as const,
    ].map(([suffix, change]): [string, Values] => [
      `${engine}${suffix}`,
      merge({ delivery: { engine } }, change),
    ]),
  ),
  ...Object.entries(KINDS).flatMap(([kind, change]) =>
    [
      ['', {}] as const,
      [' on AWS', { cluster: CLUSTERS.aws }] as const,
      [' on Google Cloud', { cluster: CLUSTERS.gcp }] as const,
      [' with secrets', { secrets: SECRETS }] as const,
      [' without what is optional', NOTHING_OPTIONAL] as const,
    ].map(([suffix, more]): [string, Values] => [
      `${kind}${suffix}`,
      merge(merge({ kind }, change), more),
    ]),
  ),
  [
    'a worker that starts from none',
    {
      kind: 'worker',
      autoscaling: { by: 'keda', minReplicas: 0, queue: { perPod: 10 } },
    },
  ],
  [
    'a worker that is asked by a command',
    { kind: 'worker', probes: { command: ['/app/healthy'] } },
  ],
  ['a job outside of the mesh', { kind: 'job', istio: { sidecar: false } }],
];
