import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import type { Colour } from '../pair/colours';
import { COLOURS } from '../pair/colours';

export const SELECTOR = 'backstage.io/kubernetes-id';
export const NAMESPACE = 'heal7-production';
export const NAME = 'heal7-web';

const LABELS = { [SELECTOR]: NAME };

const metadata = (name: string, more: object = {}) => ({
  name,
  namespace: NAMESPACE,
  uid: `${name}-uid`,
  labels: LABELS,
  ...more,
});

/** The Service of both colours. */
export const service = (selector: JsonObject = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata(NAME, { uid: 'service-uid' }),
  spec: { selector },
});

/** What makes two colours of the Service. */
export const destinationRule = (): KubernetesObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: metadata(NAME, { uid: 'rule-uid' }),
  spec: {
    host: NAME,
    subsets: COLOURS.map(one => ({
      name: one,
      labels: { 'heal7.com/colour': one },
    })),
  },
});

/** The route, with the weights of blue and green. */
export function virtualService(
  [blue, green]: [number, number],
  options: { annotations?: Record<string, string>; header?: Colour } = {},
): KubernetesObject {
  const to = (subset: Colour) => ({ host: NAME, subset });
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: metadata(NAME, {
      uid: 'route-uid',
      annotations: options.annotations,
    }),
    spec: {
      hosts: [NAME],
      http: [
        ...(options.header
          ? [
              {
                name: `${NAME}-canary-header`,
                match: [{ headers: { canary: { exact: 'true' } } }],
                route: [{ destination: to(options.header) }],
              },
            ]
          : []),
        {
          name: 'primary',
          route: [
            { destination: to('blue'), weight: blue },
            { destination: to('green'), weight: green },
          ],
        },
      ],
    },
  };
}

/** A release as the delivery script writes it down. */
export const releaseAnnotations = (
  phase: string,
  lock: object | null = null,
): Record<string, string> => ({
  'heal7.com/release': JSON.stringify({
    id: 'r1',
    phase,
    image: 'web:2',
    live: 'blue',
    next: 'green',
    share: 10,
    since: 1,
    reason: 'the numbers say so',
  }),
  ...(lock && { 'heal7.com/release-lock': JSON.stringify(lock) }),
});

/** A colour's Deployment with its ReplicaSet and pods; green came later. */
export function colour(
  name: Colour,
  replicas: number,
  ready: number = replicas,
  options: { rolledOutAt?: string; late?: boolean } = {},
): KubernetesObject[] {
  const hash = `hash${name}`;
  const image = name === 'blue' ? 'web:1' : 'web:2';
  const day = name === 'blue' ? '01' : '02';
  const labels = { ...LABELS, version: name, 'heal7.com/colour': name };
  const owner = (kind: string, owned: string) => [
    {
      apiVersion: 'apps/v1',
      kind,
      name: owned,
      uid: `${owned}-uid`,
      controller: true,
    },
  ];
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: NAME, image }] },
  };
  const deployment = `${NAME}-${name}`;
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(deployment, {
        annotations: {
          'deployment.kubernetes.io/revision': '3',
          'heal7.com/entity': `component:default/${NAME}`,
        },
      }),
      spec: { replicas, template },
      status: {
        readyReplicas: ready,
        availableReplicas: ready,
        conditions: [
          {
            type: 'Progressing',
            status: options.late ? 'False' : 'True',
            reason: options.late
              ? 'ProgressDeadlineExceeded'
              : 'NewReplicaSetAvailable',
            message: 'as the controller says',
            lastUpdateTime: options.rolledOutAt ?? `2026-01-${day}T00:00:00Z`,
          },
        ],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: metadata(`${deployment}-${hash}`, {
        labels: { ...labels, 'pod-template-hash': hash },
        annotations: { 'deployment.kubernetes.io/revision': '3' },
        ownerReferences: owner('Deployment', deployment),
        creationTimestamp: `2026-01-${day}T00:00:00Z`,
      }),
      spec: { replicas, template },
      status: { readyReplicas: ready, availableReplicas: ready },
    },
    ...Array.from({ length: replicas }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: metadata(`${deployment}-${hash}-${index}`, {
        labels: { ...labels, 'pod-template-hash': hash },
        ownerReferences: owner('ReplicaSet', `${deployment}-${hash}`),
      }),
      spec: { containers: [{ name: NAME, image }] },
      status: {
        phase: index < ready ? 'Running' : 'Pending',
        conditions: [
          { type: 'Ready', status: index < ready ? 'True' : 'False' },
        ],
      },
    })),
  ];
}

/** A pair with these weights and these colours. */
export const pairObjects = (
  route: KubernetesObject,
  ...colours: KubernetesObject[][]
): KubernetesObject[] => [
  service(),
  destinationRule(),
  route,
  ...colours.flat(),
];
