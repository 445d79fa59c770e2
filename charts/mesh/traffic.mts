import { Agent, request } from 'node:http';

export type Answer = { status: number; body: string };

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** One request through the gateway, to a host of the mesh. */
export function ask(
  port: number,
  host: string,
  path = '/',
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ agent, host: '127.0.0.1', port, path },
        headers: { ...headers, host },
      },
      response => {
        let body = '';
        response.on('data', chunk => (body += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode!, body }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** The share, 0 to 1, of `count` requests that a version answers. */
export async function shareOf(
  version: string,
  count: number,
  send: () => Promise<Answer>,
): Promise<number> {
  let hits = 0;
  for (let sent = 0; sent < count; sent += 16) {
    const answers = await Promise.all(Array.from({ length: 16 }, send));
    hits += answers.filter(({ body }) => body.startsWith(version)).length;
  }
  return hits / (Math.ceil(count / 16) * 16);
}

/** Asks without a pause until told to end; tells what was not a 200. */
export function load(send: () => Promise<Answer>): {
  end: () => Promise<{ sent: number; failed: string[] }>;
} {
  let over = false;
  let sent = 0;
  const failed: string[] = [];
  const client = async () => {
    while (!over) {
      const answer = await send().catch((error: Error) => error);
      sent += 1;
      if (answer instanceof Error) failed.push(answer.message);
      else if (answer.status !== 200) failed.push(`status ${answer.status}`);
    }
  };
  const clients = Promise.all([client(), client()]);
  return {
    end: async () => {
      over = true;
      await clients;
      return { sent, failed };
    },
  };
}
