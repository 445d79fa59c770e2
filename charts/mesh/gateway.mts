import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { CHARTS } from '../checks/helm.mts';
import { freePorts, run, type Running } from './process.mts';

/** The proxy's own start: who it is, and whom to ask for everything else. */
const bootstrap = (istiodPort: number, adminPort: number) => ({
  node: {
    id: 'router~127.0.0.1~ingress.istio-system~istio-system.svc.cluster.local',
    cluster: 'ingress.istio-system',
    metadata: {
      LABELS: { istio: 'ingressgateway' },
      NAMESPACE: 'istio-system',
      CLUSTER_ID: 'Kubernetes',
    },
  },
  admin: {
    address: {
      socket_address: { address: '127.0.0.1', port_value: adminPort },
    },
  },
  dynamic_resources: {
    lds_config: { ads: {}, resource_api_version: 'V3' },
    cds_config: { ads: {}, resource_api_version: 'V3' },
    ads_config: {
      api_type: 'GRPC',
      transport_api_version: 'V3',
      grpc_services: [{ envoy_grpc: { cluster_name: 'istiod' } }],
    },
  },
  static_resources: {
    clusters: [
      {
        name: 'istiod',
        type: 'STATIC',
        connect_timeout: '1s',
        typed_extension_protocol_options: {
          'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
            '@type':
              'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
            explicit_http_config: { http2_protocol_options: {} },
          },
        },
        load_assignment: {
          cluster_name: 'istiod',
          endpoints: [
            {
              lb_endpoints: [
                {
                  endpoint: {
                    address: {
                      socket_address: {
                        address: '127.0.0.1',
                        port_value: istiodPort,
                      },
                    },
                  },
                },
              ],
            },
          ],
        },
      },
    ],
  },
});

/** Starts a real proxy as the ingress gateway. */
export async function startGateway(options: {
  istiodPort: number;
  folder: string;
}): Promise<Running & { adminPort: number }> {
  const cache = process.env.HEAL7_CACHE_DIR ?? join(CHARTS, '..', '.cache');
  const installed = join(cache, 'python-tools', 'bin', 'envoy');
  const [adminPort] = (await freePorts(1)) as [number];
  const config = join(options.folder, 'envoy.yaml');
  await writeFile(config, stringify(bootstrap(options.istiodPort, adminPort)));
  const envoy = run(
    existsSync(installed) ? installed : 'envoy',
    ['--config-path', config, '--concurrency', '1', '--use-dynamic-base-id'],
    { log: join(options.folder, 'envoy.log') },
  );
  return { adminPort, stop: envoy.stop };
}
