import { build } from '../build/build.mts';
import { createProgress } from '../progress.mts';
import { startChild, type Child } from './child.mts';
import { startClusterDns } from './cluster-dns.mts';

/**
 * Starts the real Flagger for Istio.
 *
 * @param options - `namespace`: the only one to watch; all when left out.
 * `services`: where Services of the cluster really are, for its webhooks.
 */
export async function startFlagger(options: {
  kubeconfig: string;
  prometheus: string;
  namespace?: string;
  services?: Record<string, string>;
}): Promise<Child> {
  const { kubeconfig, prometheus, namespace = '', services = {} } = options;
  const { flagger } = await build(['flagger'], createProgress());
  const dns = await startClusterDns(services);
  const child = startChild(
    flagger,
    [
      `-kubeconfig=${kubeconfig}`,
      `-namespace=${namespace}`,
      `-metrics-server=${prometheus}`,
      '-mesh-provider=istio',
      '-control-loop-interval=1s',
      // Any free port: nobody asks it.
      '-port=0',
      '-log-level=info',
    ],
    // Go proxies nothing that goes to a loopback address.
    { HTTP_PROXY: dns.url, http_proxy: dns.url, NO_PROXY: '', no_proxy: '' },
  );
  return {
    log: child.log,
    async stop() {
      await child.stop();
      await dns.stop();
    },
  };
}
