import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { KubeClient } from '../../tools/test-cluster/index.mts';

/**
 * Stands in for the pods of a namespace: the fake node gives them addresses, and
 * at each of them a server says which version that pod is.
 */
export class Pods {
  readonly #servers = new Map<string, Server>();
  readonly #client: KubeClient;
  readonly #namespace: string;
  readonly #port: number;

  constructor(client: KubeClient, namespace: string, port: number) {
    this.#client = client;
    this.#namespace = namespace;
    this.#port = port;
    // Every address of the fake node's pods is this machine's own.
    execFileSync('ip', ['route', 'replace', 'local', POD_NETWORK, 'dev', 'lo']);
  }

  /** Serves for the pods that are there now. */
  async serve(): Promise<void> {
    const { items } = await this.#client.get(
      `/api/v1/namespaces/${this.#namespace}/pods`,
    );
    for (const pod of items) {
      const address = pod.status?.podIP as string | undefined;
      if (!address || this.#servers.has(address)) continue;
      const version = pod.spec.containers[0].image.split(':').at(-1);
      const server = createServer((request, response) => {
        response.end(`${version} ${request.url}`);
      });
      server.listen(this.#port, address);
      await once(server, 'listening');
      this.#servers.set(address, server);
    }
  }

  async stop(): Promise<void> {
    for (const server of this.#servers.values()) {
      server.closeAllConnections();
      server.close();
    }
    execFileSync('ip', ['route', 'del', 'local', POD_NETWORK, 'dev', 'lo']);
  }
}

/** The fake node's. */
const POD_NETWORK = '10.0.0.0/24';
