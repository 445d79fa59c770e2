import { createServer, type AddressInfo, type Server } from 'node:net';

const HOST = '127.0.0.1';

/** Every port that one cluster listens on, all on loopback. */
export interface ClusterPorts {
  etcd: number;
  etcdPeer: number;
  apiserver: number;
  kwok: number;
  rolloutsMetrics: number;
  rolloutsHealth: number;
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, HOST, () => resolve(server));
  });
}

function close(server: Server): Promise<unknown> {
  return new Promise(resolve => server.close(resolve));
}

/** Free ports, all different: held together while they are being found. */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => listen(0)),
  );
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return ports;
}

/** Free ports for a new cluster. */
export async function findClusterPorts(): Promise<ClusterPorts> {
  const [etcd, etcdPeer, apiserver, kwok, rolloutsMetrics, rolloutsHealth] =
    await findFreePorts(6);
  return { etcd, etcdPeer, apiserver, kwok, rolloutsMetrics, rolloutsHealth };
}

/** Whether nobody listens on a port of the loopback address. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await close(await listen(port));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      return false;
    }
    throw error;
  }
}
