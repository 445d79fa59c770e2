import { Agent, request } from 'node:http';

/** A request as a client of the service would send it. */
export type Sample = {
  method: string;
  path: string;
  body?: string;
};

/** One answer: its status, or why there is none. */
export type Answer = { status: number } | { error: string };

/** Sends a request over a connection that is kept open. */
export function ask(
  base: string,
  { method, path, body }: Sample,
  agent?: Agent,
): Promise<Answer> {
  return new Promise(resolve => {
    const asked = request(
      new URL(path, base),
      {
        method,
        agent: agent ?? false,
        headers:
          body === undefined
            ? {}
            : {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(body),
              },
        timeout: 30_000,
      },
      response => {
        response.resume();
        response.on('error', error => resolve({ error: error.message }));
        response.on('end', () => resolve({ status: response.statusCode! }));
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('no answer in 30 s')));
    asked.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ error: error.code ?? error.message }),
    );
    asked.end(body);
  });
}

export type Load = {
  /** How many requests have come to an end so far. */
  answered(): number;
  /** Ends it: no request is begun any more, those under way are awaited. */
  stop(): Promise<{ answered: number; failed: Map<string, number> }>;
};

/**
 * Clients that ask again and again, each over a connection of its own. Failed
 * is what got no answer, or one that blames the server.
 */
export function startLoad(
  base: string,
  samples: Sample[],
  clients: number,
): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const failed = new Map<string, number>();
  let answered = 0;
  let stopping = false;
  const client = async (first: number) => {
    for (let at = first; !stopping; at += 1) {
      const sample = samples[at % samples.length]!;
      const answer = await ask(base, sample, agent);
      answered += 1;
      const problem = 'error' in answer ? answer.error : blame(answer.status);
      if (problem) {
        const text = `${sample.method} ${sample.path}: ${problem}`;
        failed.set(text, (failed.get(text) ?? 0) + 1);
      }
    }
  };
  const running = Array.from({ length: clients }, (_, at) => client(at));
  return {
    answered: () => answered,
    async stop() {
      stopping = true;
      await Promise.all(running);
      agent.destroy();
      return { answered, failed };
    },
  };
}

const blame = (status: number) => (status >= 500 ? String(status) : '');
