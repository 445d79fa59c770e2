import { networkInterfaces } from 'node:os';
import { applyObjects } from '../api/apply.mts';
import type { KubeClient } from '../api/kube-client.mts';
import { build } from '../build/build.mts';
import { findFreePorts } from '../cluster/ports.mts';
import { ClusterError } from '../errors.mts';
import { createProgress } from '../progress.mts';
import { StopWaiting, waitFor } from '../wait.mts';
import { startChild } from './child.mts';

/** The real load tester of Flagger, as a Service of a cluster. */
export interface LoadTester {
  /** Its address inside the cluster, e.g. `http://flagger-loadtester.test`. */
  url: string;
  /** Host of that address, and where it really is. */
  services: Record<string, string>;
  stop(): Promise<void>;
}

/** API servers proxy to no loopback address, and to none but a pod's. */
function ownAddress(): string {
  const address = Object.values(networkInterfaces())
    .flat()
    .find(one => one?.family === 'IPv4' && !one.internal)?.address;
  if (!address) {
    throw new ClusterError('this machine has no address besides loopback');
  }
  return address;
}

/**
 * Starts the load tester, and a Service in the namespace that leads to it: no
 * pod of a test cluster serves requests, so the pod behind it is this machine.
 */
export async function startLoadTester(
  client: KubeClient,
  namespace: string,
): Promise<LoadTester> {
  const name = 'flagger-loadtester';
  const { loadtester } = await build(['loadtester'], createProgress());
  const [port] = await findFreePorts(1);
  const child = startChild(loadtester, [`-port=${port}`, '-log-level=info']);
  const address = ownAddress();
  const metadata = { name, namespace };
  try {
    await applyObjects(client, [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: { ports: [{ name: 'http', port: 80, targetPort: port }] },
      },
      {
        apiVersion: 'v1',
        kind: 'Endpoints',
        metadata,
        subsets: [
          {
            addresses: [
              { ip: address, targetRef: { kind: 'Pod', name, namespace } },
            ],
            ports: [{ name: 'http', port }],
          },
        ],
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata,
        spec: {
          // Nobody's: it runs here already.
          schedulerName: 'this-machine',
          containers: [{ name, image: 'flagger-loadtester' }],
        },
      },
    ]);
    await client.patch(`/api/v1/namespaces/${namespace}/pods/${name}/status`, {
      status: {
        phase: 'Running',
        podIP: address,
        podIPs: [{ ip: address }],
      },
    });
    await waitFor('the load tester', async () => {
      if (/Error|panic/.test(child.log())) {
        throw new StopWaiting(child.log().slice(-500));
      }
      return (await fetch(`http://${address}:${port}/healthz`)).ok || undefined;
    });
  } catch (error) {
    await child.stop();
    throw error;
  }
  const host = `${name}.${namespace}`;
  return {
    url: `http://${host}`,
    services: { [host]: `${address}:${port}` },
    stop: () => child.stop(),
  };
}
