import type { Values } from '../../checks/helm.mts';

export const CHART = 'heal7-service';

/** The least that the chart accepts. */
export const LEAST: Values = {
  name: 'heal7-web-main',
  image: { repository: 'ghcr.io/heal7/heal7-web-main', tag: '1.2.3' },
};

export const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** Options in combination: each row is a thing that services do. */
export const MATRIX: Array<[string, Values]> = [
  ['the least values', {}],
  ['a digest without a tag', { image: { tag: '', digest: DIGEST } }],
  ['a tag and a digest', { image: { digest: DIGEST } }],
  ['no autoscaling', { autoscaling: { enabled: false }, replicas: 2 }],
  ['requests per second', { autoscaling: { requestsPerSecond: 100 } }],
  ['analysis', { delivery: { canary: { analysis: { enabled: true } } } }],
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
        upstreams: [{ name: 'heal7-api-gateway', port: 8000 }],
        externalHttps: true,
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
      cluster: { name: 'a', cloud: 'aws', region: 'ap-northeast-2' },
    },
  ],
  [
    'none of the optional objects',
    {
      autoscaling: { enabled: false },
      podDisruptionBudget: { enabled: false },
      networkPolicy: { enabled: false },
    },
  ],
];
