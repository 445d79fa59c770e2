import type { KubeObject } from '../../tools/test-cluster/index.mts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

/** An image of the service, by a digest of one digit. */
export const image = (digit: string): string =>
  `ghcr.io/heal7/heal7-api-gateway@${digest(digit)}`;

export const SERVICE = 'heal7-api-gateway';

/** What delivery/README.md says there is in a namespace; blue is live. */
export function service(namespace: string): KubeObject[] {
  const meta = (name: string) => ({ name, namespace });
  const deployment = (colour: string, replicas: number) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta(`${SERVICE}-${colour}`),
    spec: {
      replicas,
      selector: { matchLabels: { app: SERVICE, 'heal7.com/colour': colour } },
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      progressDeadlineSeconds: 20,
      template: {
        metadata: { labels: { app: SERVICE, 'heal7.com/colour': colour } },
        spec: {
          containers: [
            { name: 'proxy', image: 'docker.io/istio/proxyv2:1.30.0' },
            { name: SERVICE, image: image('0') },
          ],
        },
      },
    },
  });
  const to = (subset: string, weight: number) => ({
    destination: { host: SERVICE, subset, port: { number: 8000 } },
    weight,
  });
  return [
    deployment('blue', 2),
    deployment('green', 0),
    {
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'VirtualService',
      metadata: meta(SERVICE),
      spec: {
        http: [
          {
            name: 'private',
            match: [{ uri: { exact: '/metrics' } }],
            directResponse: { status: 404 },
          },
          {
            name: 'primary',
            timeout: '15s',
            route: [to('blue', 100), to('green', 0)],
          },
        ],
      },
    },
  ] as KubeObject[];
}
