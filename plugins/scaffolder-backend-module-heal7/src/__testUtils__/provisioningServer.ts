import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  LogLine,
  RunPlan,
  RunView,
  StackOutput,
  StackView,
  StartRunRequest,
} from '@heal7/backstage-plugin-provisioning-common';

type Received = { method: string; path: string; body: any; token: string };

/**
 * A fake of the provisioning backend: it speaks its wire types over HTTP, and
 * its runs go through the phases that a test has told them to.
 */
export class ProvisioningServer {
  readonly received: Received[] = [];
  stack: Partial<StackView> = {
    id: 'stack-1',
    name: 'heal7-uploads',
    environment: 'sandbox',
    version: 7,
    deletionProtection: false,
  };
  /** The phases that are seen, one a look; the last one stays. */
  phases: RunView['phase'][] = ['awaiting-approval'];
  plan: RunPlan | null = planOf({});
  error: RunView['error'] = null;
  log: LogLine[] = [];
  outputs: StackOutput[] = [];
  /** Refuses what has this path. */
  refuse = new Map<string, { status: number; name: string; message: string }>();
  /** Told when a run is looked at. */
  onLook: () => void = () => undefined;
  #started: { key: string | undefined; kind: RunView['kind'] }[] = [];
  #server?: Server;

  /** How many runs there are. */
  get runs(): number {
    return this.#started.length;
  }

  async start(): Promise<{ baseUrl: string }> {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const path = request.url!.replace('/api/provisioning', '');
        const received = {
          method: request.method!,
          path,
          body: text === '' ? undefined : JSON.parse(text),
          token: request.headers.authorization ?? '',
        };
        this.received.push(received);
        const refused = this.refuse.get(path);
        response.statusCode = refused?.status ?? 200;
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify(
            refused
              ? { error: refused, response: { statusCode: refused.status } }
              : this.#answer(received),
          ),
        );
      });
    });
    await new Promise<void>(resolve => {
      this.#server!.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return { baseUrl: `http://127.0.0.1:${port}/api` };
  }

  async stop(): Promise<void> {
    await new Promise(resolve => {
      this.#server!.close(resolve);
      this.#server!.closeAllConnections();
    });
  }

  /** What was asked of a path. */
  to(path: string): Received[] {
    return this.received.filter(one => one.path === path);
  }

  #answer({ method, path, body }: Received): unknown {
    switch (`${method} ${path.replace(/\?.*/, '')}`) {
      case 'POST /stacks':
      case 'GET /stacks/stack-1':
        return this.stack;
      case 'POST /stacks/review':
        return {
          definition: body.definition,
          module: { id: body.definition.module },
          rendered: { 'inputs.auto.tfvars.json': '{"bucket":"b"}' },
        };
      case 'GET /stacks/stack-1/outputs':
        return this.outputs;
      case 'POST /stacks/stack-1/runs':
        return this.#run(this.#begin(body));
      case 'GET /runs/run-1':
        this.onLook();
        return this.#run(
          this.phases.length > 1 ? this.phases.shift() : undefined,
        );
      case 'POST /runs/run-1/approve':
        this.phases = ['approved', 'applying', 'succeeded'];
        return this.#run(undefined);
      case 'POST /runs/run-1/cancel':
        return this.#run('cancelled');
      case 'GET /runs/run-1/log': {
        const after = Number(
          new URLSearchParams(path.split('?')[1]).get('after'),
        );
        const lines = this.log.filter(({ position }) => position > after);
        return {
          lines,
          next: lines.at(-1)?.position ?? after,
          complete: false,
        };
      }
      default:
        throw new Error(`The fake knows no ${method} ${path}`);
    }
  }

  #begin({ kind, idempotencyKey }: StartRunRequest): 'queued' {
    if (!this.#started.some(({ key }) => key === idempotencyKey)) {
      this.#started.push({ key: idempotencyKey, kind });
    }
    return 'queued';
  }

  #run(phase: RunView['phase'] = this.phases[0]): Partial<RunView> {
    return {
      id: 'run-1',
      stackId: 'stack-1',
      number: 1,
      kind: this.#started[0]?.kind ?? 'apply',
      phase,
      plan: phase === 'queued' || phase === 'planning' ? null : this.plan,
      error: this.error,
    };
  }
}

/** A plan that creates a bucket. */
export function planOf(more: Partial<RunPlan>): RunPlan {
  const cost = (monthly: number, unpriced: string[]) => ({
    currency: 'USD' as const,
    monthly,
    items: [],
    unpriced: unpriced.map(address => ({
      address,
      type: 'aws_s3_bucket',
      reason: 'depends on use',
    })),
    pricesAsOf: '2026-11-01',
    outdated: false,
  });
  return {
    digest: `sha256:${'a'.repeat(64)}`,
    counts: {
      create: 1,
      update: 0,
      replace: 0,
      delete: 0,
      forget: 0,
      import: 0,
      move: 0,
    },
    empty: false,
    findings: [],
    cost: { before: cost(0, []), after: cost(12.5, ['aws_s3_bucket.main']) },
    approval: 'none',
    confirmation: null,
    stateful: [],
    moduleRevision: `sha256:${'b'.repeat(64)}`,
    inputsDigest: `sha256:${'c'.repeat(64)}`,
    ...more,
  };
}
