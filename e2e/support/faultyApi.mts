import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type {
  ClusterAccess,
  KubeObject,
} from '../../tools/test-cluster/index.mts';

/** What was asked of the API server, and what came of it. */
export interface SeenRequest {
  method: string;
  /** Without the query. */
  path: string;
  watch: boolean;
  /** Zero until it is answered. */
  status: number;
}

/** What goes wrong with requests. The first fault that matches counts. */
export interface Fault {
  matches(request: SeenRequest): boolean;
  /** Answers with this status instead of asking the server. */
  status?: number;
  headers?: Record<string, string>;
  /** Waits before anything else. */
  delayMs?: number;
  /** Ends a watch after so long, as load balancers do. */
  watchMs?: number;
  /** Breaks the connection instead of answering. */
  broken?: boolean;
}

/** A real API server, reached through something that can be made to fail. */
export interface FaultyApi {
  url: string;
  requests: SeenRequest[];
  faults: Fault[];
  /** Milliseconds by which the server seems to be ahead of us. */
  clockAheadMs: number;
  /** Breaks off all watches, so that they are opened anew. */
  breakWatches(): void;
  /** Sends objects down the open watches of a path, as if they were new. */
  inject(path: string, objects: KubeObject[]): number;
  stop(): Promise<void>;
}

/** Starts a proxy before a cluster, on a free port of the loopback interface. */
export async function startFaultyApi(
  cluster: ClusterAccess,
): Promise<FaultyApi> {
  const agent = new Agent({
    ca: Buffer.from(cluster.caData, 'base64').toString('utf8'),
    keepAlive: true,
  });
  const watches = new Map<ServerResponse, string>();

  const refuse = (outgoing: ServerResponse, fault: Fault, status: number) => {
    outgoing.writeHead(status, {
      'content-type': 'application/json',
      ...fault.headers,
    });
    outgoing.end(
      JSON.stringify({
        kind: 'Status',
        code: status,
        message: `a fault of the test (${status})`,
      }),
    );
  };

  const forward = (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    seen: SeenRequest,
    fault: Fault | undefined,
  ) => {
    const forwarded = request(
      new URL(incoming.url ?? '/', cluster.url),
      { agent, method: seen.method, headers: incoming.headers },
      answer => {
        seen.status = answer.statusCode ?? 502;
        const date = new Date(Date.now() + api.clockAheadMs).toUTCString();
        outgoing.sendDate = false;
        outgoing.writeHead(seen.status, { ...answer.headers, date });
        // A watch that has nothing to say has answered all the same.
        outgoing.flushHeaders();
        if (seen.watch) {
          watches.set(outgoing, seen.path);
        }
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
        if (seen.watch && fault?.watchMs !== undefined) {
          setTimeout(() => outgoing.end(), fault.watchMs);
        }
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => {
      watches.delete(outgoing);
      forwarded.destroy();
    });
    incoming.pipe(forwarded);
  };

  const server = createServer((incoming, outgoing) => {
    const { pathname, searchParams } = new URL(
      incoming.url ?? '/',
      'http://localhost',
    );
    const seen: SeenRequest = {
      method: incoming.method ?? 'GET',
      path: pathname,
      watch: searchParams.get('watch') === '1',
      status: 0,
    };
    api.requests.push(seen);
    const fault = api.faults.find(({ matches }) => matches(seen));
    const answer = () => {
      if (fault?.broken) {
        outgoing.destroy();
      } else if (fault?.status !== undefined) {
        seen.status = fault.status;
        incoming.resume();
        refuse(outgoing, fault, fault.status);
      } else {
        forward(incoming, outgoing, seen, fault);
      }
    };
    if (fault?.delayMs) {
      setTimeout(answer, fault.delayMs);
    } else {
      answer();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const api: FaultyApi = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    faults: [],
    clockAheadMs: 0,
    breakWatches() {
      [...watches.keys()].forEach(watch => watch.destroy());
    },
    inject(path, objects) {
      const open = [...watches].filter(([, watched]) => watched === path);
      const lines = objects
        .map(object => `${JSON.stringify({ type: 'ADDED', object })}\n`)
        .join('');
      open.forEach(([watch]) => watch.write(lines));
      return open.length;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await once(server, 'close');
    },
  };
  return api;
}
