import { HOST, NAMESPACE } from './names.mts';

/** What the platform owns around a service: the gateway and the host's route. */
export const platform = (port: number) => [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'heal7-gateway', namespace: 'istio-system' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          port: { number: port, name: 'http', protocol: 'HTTP' },
          hosts: [HOST],
        },
      ],
    },
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'heal7-com', namespace: 'istio-system' },
    spec: {
      hosts: [HOST],
      gateways: ['heal7-gateway'],
      http: [
        {
          match: [{ uri: { prefix: '/' } }],
          delegate: { name: 'heal7-web-main', namespace: NAMESPACE },
        },
      ],
    },
  },
];
