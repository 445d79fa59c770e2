import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Answers as GitHub documents "Compare two commits": oldest commit first,
 * paged by `per_page` and `page`, `total_commits` on every page; and "Get a
 * commit", with 422 for a hash that it does not know.
 */
export class FakeGitHub {
  readonly requests: { url: string; headers: IncomingHttpHeaders }[] = [];
  messages: string[] = [];
  /** When the committer made a commit, by its hash. */
  dates: Record<string, string> = {};
  /** Answers everything by this instead. */
  broken: { status: number; body: string; location?: string } | null = null;

  readonly #server = createServer((request, response) => {
    this.requests.push({ url: request.url ?? '', headers: request.headers });
    if (this.broken) {
      const { status, body, location } = this.broken;
      response.writeHead(status, location ? { location } : {}).end(body);
      return;
    }
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const [, single] = /\/commits\/(\w+)$/.exec(pathname) ?? [];
    if (single) {
      const date = this.dates[single];
      response
        .writeHead(date ? 200 : 422, { 'content-type': 'application/json' })
        .end(JSON.stringify({ sha: single, commit: { committer: { date } } }));
      return;
    }
    const perPage = Number(searchParams.get('per_page'));
    const start = (Number(searchParams.get('page')) - 1) * perPage;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        status: 'ahead',
        total_commits: this.messages.length,
        commits: this.messages
          .map((message, index) => ({
            sha: (index + 1).toString(16).padStart(40, '0'),
            html_url: 'https://elsewhere.example.com/',
            commit: {
              message,
              author: { name: 'Author', date: '2026-11-23T09:00:00Z' },
            },
            author: index % 2 === 0 ? { login: 'octocat' } : null,
          }))
          .slice(start, start + perPage),
      }),
    );
  });

  static async start(): Promise<FakeGitHub> {
    const fake = new FakeGitHub();
    await new Promise<void>(resolve => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise(resolve => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }
}
