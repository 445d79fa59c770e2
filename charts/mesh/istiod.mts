import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from '../../tools/test-cluster/index.mts';
import { CHARTS } from '../checks/helm.mts';
import { freePorts, run, type Running } from './process.mts';

export type Istiod = Running & {
  /** Where proxies ask, without TLS. */
  port: number;
};

/**
 * What the proxy of PyPI has not: Istio's own filters. Switched off, istiod
 * leaves most of them out; identities are then not exchanged, so routing is
 * proven here and mTLS is not.
 */
const WITHOUT_OWN_FILTERS = {
  ENABLE_CA_SERVER: 'false',
  INJECT_ENABLED: 'false',
  PILOT_CERT_PROVIDER: 'none',
  PILOT_DISABLE_MX_ALPN: 'true',
  PILOT_ENABLE_ALPN_FILTER: 'false',
  PILOT_ENABLE_GATEWAY_API: 'false',
  PILOT_ENABLE_METADATA_EXCHANGE: 'false',
};

const MESH = `
enableAutoMtls: false
enablePrometheusMerge: false
accessLogFile: ''
defaultConfig:
  tracing: {}
`;

/** Starts the real control plane against a cluster. */
export async function startIstiod(options: {
  kubeconfig: string;
  folder: string;
}): Promise<Istiod> {
  const cache = process.env.HEAL7_CACHE_DIR ?? join(CHARTS, '..', '.cache');
  const cached = join(cache, 'bin', 'istiod');
  const meshConfig = join(options.folder, 'mesh.yaml');
  await writeFile(meshConfig, MESH);
  const [port, http, monitoring] = (await freePorts(3)) as [
    number,
    number,
    number,
  ];
  const istiod = run(
    existsSync(cached) ? cached : 'pilot-discovery',
    [
      'discovery',
      ...['--kubeconfig', options.kubeconfig, '--meshConfig', meshConfig],
      ...['--grpcAddr', `127.0.0.1:${port}`, '--secureGRPCAddr', ''],
      ...['--httpAddr', `127.0.0.1:${http}`, '--httpsAddr', ''],
      ...['--monitoringAddr', `127.0.0.1:${monitoring}`, '--ctrlz_port', '0'],
    ],
    {
      log: join(options.folder, 'istiod.log'),
      env: {
        ...WITHOUT_OWN_FILTERS,
        POD_NAME: 'istiod',
        POD_NAMESPACE: 'istio-system',
      },
    },
  );
  await Promise.race([
    istiod.failed,
    waitFor('istiod is ready', async () => {
      const answer = await fetch(`http://127.0.0.1:${http}/ready`);
      return answer.ok ? true : undefined;
    }),
  ]);
  return { port, stop: istiod.stop };
}
