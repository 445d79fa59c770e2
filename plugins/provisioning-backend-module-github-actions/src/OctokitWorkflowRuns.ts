import type { GithubCredentialsProvider } from '@backstage/integration';
import { ServiceUnavailableError } from '@backstage/errors';
import { RequestError } from '@octokit/request-error';
import { Octokit } from 'octokit';
import type { GitHubActionsConfig } from './GitHubActionsConfig';
import type {
  WorkflowArtifact,
  WorkflowRun,
  WorkflowRuns,
  WorkflowStep,
} from './WorkflowRun';

const DAY_MS = 24 * 60 * 60 * 1000;
/** GitHub gives no more than a thousand of a filtered list. */
const PAGES = 10;
const PER_PAGE = 100;

const gone = (error: unknown) =>
  error instanceof RequestError && [404, 410].includes(error.status);

const toRun = (run: {
  id: number;
  html_url: string;
  status: string | null;
  conclusion: string | null;
  updated_at: string;
}): WorkflowRun => ({
  id: run.id,
  url: run.html_url,
  status: run.status ?? 'queued',
  conclusion: run.conclusion,
  updatedAt: run.updated_at,
});

/**
 * GitHub's API (https://docs.github.com/en/rest/actions), with the credentials
 * of `integrations.github`. Nothing is tried again here: who follows a run
 * looks again anyway.
 */
export class OctokitWorkflowRuns implements WorkflowRuns {
  /** Whether the host answers a dispatch by the run; older servers do not. */
  #tellsRun = true;

  constructor(
    private readonly config: GitHubActionsConfig,
    private readonly apiBaseUrl: string,
    private readonly credentials: GithubCredentialsProvider,
    private readonly now: () => Date = () => new Date(),
  ) {}

  async dispatch(inputs: Record<string, string>) {
    const octokit = await this.octokit();
    const request = {
      ...this.workflow(),
      ref: this.config.ref,
      inputs,
    };
    if (this.#tellsRun) {
      try {
        const { data } = await octokit.request(
          'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
          { ...request, return_run_details: true },
        );
        // Octokit's types are older than this answer.
        const run = data as unknown as
          | { workflow_run_id?: number; html_url?: string }
          | undefined;
        return run?.workflow_run_id && run.html_url
          ? { id: run.workflow_run_id, url: run.html_url }
          : undefined;
      } catch (error) {
        const unknown =
          error instanceof RequestError &&
          [400, 422].includes(error.status) &&
          error.message.includes('return_run_details');
        if (!unknown) {
          throw this.explained(error);
        }
        this.#tellsRun = false;
      }
    }
    await octokit
      .request(
        'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
        request,
      )
      .catch(error => {
        throw this.explained(error);
      });
    return undefined;
  }

  async find(title: string): Promise<WorkflowRun | undefined> {
    const octokit = await this.octokit();
    const since = new Date(this.now().getTime() - DAY_MS).toISOString();
    for (let page = 1; page <= PAGES; page += 1) {
      const { data } = await octokit.request(
        'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
        {
          ...this.workflow(),
          event: 'workflow_dispatch',
          created: `>=${since}`,
          per_page: PER_PAGE,
          page,
        },
      );
      // The oldest of that title, should there be two.
      const found = data.workflow_runs.findLast(
        run => run.display_title === title,
      );
      if (found || data.workflow_runs.length < PER_PAGE) {
        return found && toRun(found);
      }
    }
    return undefined;
  }

  async get(id: number): Promise<WorkflowRun | undefined> {
    const octokit = await this.octokit();
    return octokit
      .request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
        ...this.repository(),
        run_id: id,
      })
      .then(({ data }) => toRun(data))
      .catch(error => {
        if (gone(error)) {
          return undefined;
        }
        throw error;
      });
  }

  async steps(id: number): Promise<WorkflowStep[]> {
    const octokit = await this.octokit();
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
      { ...this.repository(), run_id: id, per_page: PER_PAGE },
    );
    return data.jobs.flatMap(job =>
      (job.steps ?? []).map(step => ({
        name: step.name,
        status: step.status,
        conclusion: step.conclusion,
        startedAt: step.started_at ?? null,
        completedAt: step.completed_at ?? null,
      })),
    );
  }

  async cancel(id: number): Promise<void> {
    const octokit = await this.octokit();
    await octokit
      .request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', {
        ...this.repository(),
        run_id: id,
      })
      .catch(error => {
        // 409: it has ended by itself.
        if (!gone(error) && (error as RequestError).status !== 409) {
          throw error;
        }
      });
  }

  async artifact(name: string): Promise<WorkflowArtifact | undefined> {
    const octokit = await this.octokit();
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}/actions/artifacts',
      { ...this.repository(), name },
    );
    const artifact = data.artifacts.find(({ expired }) => !expired);
    if (!artifact?.workflow_run?.id) {
      return undefined;
    }
    const place = { ...this.repository(), artifact_id: artifact.id };
    return {
      id: artifact.id,
      runId: artifact.workflow_run.id,
      download: async () => {
        const archive = await octokit.request(
          'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
          { ...place, archive_format: 'zip' },
        );
        return Buffer.from(archive.data as ArrayBuffer);
      },
      remove: async () => {
        await octokit
          .request(
            'DELETE /repos/{owner}/{repo}/actions/artifacts/{artifact_id}',
            place,
          )
          .catch(error => {
            if (!gone(error)) {
              throw error;
            }
          });
      },
    };
  }

  private repository() {
    const { owner, repo } = this.config;
    return { owner, repo };
  }

  private workflow() {
    return { ...this.repository(), workflow_id: this.config.workflow };
  }

  /** A new one each time: the tokens of GitHub Apps last an hour. */
  private async octokit(): Promise<Octokit> {
    const { token } = await this.credentials.getCredentials({
      url: this.config.url,
    });
    if (!token) {
      throw new ServiceUnavailableError(
        `There are no credentials for ${this.config.url}: give the GitHub App or token under integrations.github that may write actions there`,
      );
    }
    return new Octokit({
      auth: token,
      baseUrl: this.apiBaseUrl,
      retry: { enabled: false },
      throttle: { enabled: false },
    });
  }

  private explained(error: unknown): unknown {
    if (error instanceof RequestError && error.status === 404) {
      return new ServiceUnavailableError(
        `GitHub knows no workflow '${this.config.workflow}' in ${this.config.url} that these credentials may dispatch`,
      );
    }
    return error;
  }
}
