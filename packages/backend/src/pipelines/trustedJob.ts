import type { Config } from '@backstage/config';

/**
 * What a token of GitHub Actions says of its job: `repository`, `environment`,
 * `repository_owner_id`, `job_workflow_ref` and more.
 */
export type JobClaims = Record<string, unknown>;

/** Whom to trust: every one of these has to hold. */
export interface JobTrust {
  /** `owner/name`, or `owner/*` for all of an owner. */
  repositories: string[];
  /** GitHub's number of the owner, which no other owner ever gets. */
  ownerId?: string;
  environments: string[];
  /** Begins of `job_workflow_ref`: whose code the job runs. Any when empty. */
  workflows: string[];
}

const REPOSITORY = /^[\w.-]+\/([\w.-]+|\*)$/;

/**
 * @throws Error when it cannot be read. What is missing is never taken for
 * "any": the issuer gives a token to every job of every repository on GitHub.
 */
export function readJobTrust(options: Config): JobTrust {
  const repositories = options.getStringArray('repositories');
  const environments = options.getStringArray('environments');
  const wrong = repositories.find(name => !REPOSITORY.test(name));
  if (wrong !== undefined || repositories.length === 0) {
    throw new Error(
      `repositories of github-actions: '${
        wrong ?? ''
      }' names none; write owner/name, or owner/* for all of an owner`,
    );
  }
  if (environments.length === 0 || environments.includes('')) {
    throw new Error(
      'environments of github-actions is empty: name those whose jobs may ask',
    );
  }
  return {
    repositories,
    environments,
    ownerId: options.getOptionalString('ownerId'),
    workflows: options.getOptionalStringArray('workflows') ?? [],
  };
}

/**
 * The subject to know the job by, or undefined when it is not trusted. Reads
 * claims and not `sub`: its form differs between repositories made before and
 * after July 2026, and each may change it.
 */
export function subjectOf(
  claims: JobClaims,
  trust: JobTrust,
): string | undefined {
  const { repository, environment, job_workflow_ref: workflow } = claims;
  if (typeof repository !== 'string' || typeof environment !== 'string') {
    return undefined;
  }
  const [owner] = repository.split('/');
  const trusted =
    trust.repositories.some(
      name => name === repository || name === `${owner}/*`,
    ) &&
    trust.environments.includes(environment) &&
    (trust.ownerId === undefined ||
      claims.repository_owner_id === trust.ownerId) &&
    (trust.workflows.length === 0 ||
      (typeof workflow === 'string' &&
        trust.workflows.some(begin => workflow.startsWith(begin))));
  return trusted ? `github-actions:${repository}:${environment}` : undefined;
}
