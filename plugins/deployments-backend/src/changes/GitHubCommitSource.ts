import { ServiceUnavailableError } from '@backstage/errors';
import { DefaultGithubCredentialsProvider } from '@backstage/integration';
import type {
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import type { CommitSource, ComparedCommits, Repository } from './CommitSource';
import { comparison, singleCommit, toCommit } from './githubCommits';
import { parseRepository } from './repository';

const MAX_COMMITS = 50;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;

// No such commit, no such repository for us, and not even a hash.
const UNKNOWN = [404, 422];

const whyOf = (error: Error): string => {
  if (error.name === 'ZodError' || error instanceof SyntaxError) {
    return 'its answer is none of its API';
  }
  return error.name === 'TimeoutError'
    ? `no answer within ${TIMEOUT_MS / 1000} seconds`
    : error.message;
};

/**
 * Commits of repositories on the hosts under `integrations.github`, asked for
 * with their credentials; without one, as far as the host answers anybody.
 *
 * @internal
 */
export class GitHubCommitSource implements CommitSource {
  readonly #credentials: GithubCredentialsProvider;

  constructor(
    private readonly integrations: ScmIntegrationRegistry,
    private readonly signal: AbortSignal,
  ) {
    this.#credentials =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  }

  repositoryOf(url: string): Repository | null {
    const repository = parseRepository(url);
    return repository && this.apiOf(repository) ? repository : null;
  }

  async compare(
    repository: Repository,
    from: string,
    to: string,
  ): Promise<ComparedCommits> {
    const page = (number: number) => this.page(repository, from, to, number);
    const first = await page(1);
    // The oldest come first, and the newest are wanted.
    const last = Math.ceil(first.total_commits / MAX_COMMITS);
    const others =
      last > 1
        ? await Promise.all(
            [last - 1, last].filter(number => number > 1).map(page),
          )
        : [];
    const commits = [first, ...others]
      .flatMap(answer => answer.commits)
      .slice(-MAX_COMMITS)
      .reverse()
      .map(commit => toCommit(commit, repository));
    return { commits, totalCommits: first.total_commits };
  }

  async committedAt(
    repository: Repository,
    commit: string,
  ): Promise<string | null> {
    // A page of one file: what it changed is not wanted.
    return this.ask(
      repository,
      ['commits', commit],
      'per_page=1',
      async response => {
        if (UNKNOWN.includes(response.status)) {
          await response.body?.cancel();
          return null;
        }
        const { committer } = singleCommit.parse(await jsonOf(response)).commit;
        return new Date(committer.date).toISOString();
      },
    );
  }

  /** Where the host's API is; the host itself has to be configured. */
  private apiOf({ host }: Repository): string | undefined {
    return this.integrations.github
      .list()
      .find(({ config }) => config.host === host)?.config.apiBaseUrl;
  }

  private async page(
    repository: Repository,
    from: string,
    to: string,
    number: number,
  ) {
    return this.ask(
      repository,
      ['compare', `${from}...${to}`],
      `per_page=${MAX_COMMITS}&page=${number}`,
      async response => comparison.parse(await jsonOf(response)),
    );
  }

  private async ask<T>(
    repository: Repository,
    segments: string[],
    query: string,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const { owner, name, url, host } = repository;
    const path = [owner, name, ...segments].map(encodeURIComponent).join('/');
    try {
      const { headers } = await this.#credentials.getCredentials({ url });
      const response = await fetch(
        `${this.apiOf(repository)}/repos/${path}?${query}`,
        {
          headers: {
            accept: 'application/vnd.github+json',
            'x-github-api-version': '2022-11-28',
            ...headers,
          },
          // A credential must not follow to wherever the answer points.
          redirect: 'manual',
          signal: AbortSignal.any([
            this.signal,
            AbortSignal.timeout(TIMEOUT_MS),
          ]),
        },
      );
      return await read(response);
    } catch (error) {
      throw new ServiceUnavailableError(
        `${host} does not tell the commits: ${whyOf(error as Error)}`,
        error,
      );
    }
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`it answers ${response.status}`);
  }
  return JSON.parse(await textOf(response));
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new Error(`its answer is longer than ${MAX_BYTES} bytes`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
