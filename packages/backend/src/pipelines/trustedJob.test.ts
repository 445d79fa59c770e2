import { ConfigReader } from '@backstage/config';
import { readJobTrust, subjectOf } from './trustedJob';

const trust = readJobTrust(
  new ConfigReader({
    repositories: ['heal7/*', 'partner/one'],
    environments: ['staging', 'production-aws'],
  }),
);
const job = {
  repository: 'heal7/heal7-web-main',
  environment: 'staging',
  repository_owner_id: '42',
  job_workflow_ref:
    'heal7/heal7-platform/.github/workflows/release.yml@refs/tags/v0.2.0',
};

describe('subjectOf', () => {
  it('names repository and environment of a trusted job', () => {
    expect(subjectOf(job, trust)).toBe(
      'github-actions:heal7/heal7-web-main:staging',
    );
    expect(subjectOf({ ...job, repository: 'partner/one' }, trust)).toBe(
      'github-actions:partner/one:staging',
    );
  });

  it.each([
    ['another owner', { repository: 'somebody/heal7-web-main' }],
    ['an owner that begins alike', { repository: 'heal7-evil/x' }],
    ['another repository of an owner', { repository: 'partner/two' }],
    ['another environment', { environment: 'preview' }],
    ['no environment', { environment: undefined }],
    ['no repository', { repository: undefined }],
    ['a list for a name', { repository: ['heal7/heal7-web-main'] }],
  ])('refuses %s', (_, change) => {
    expect(subjectOf({ ...job, ...change }, trust)).toBeUndefined();
  });

  it('can ask for the owner by number, and for the code that runs', () => {
    const narrow = {
      ...trust,
      ownerId: '42',
      workflows: ['heal7/heal7-platform/.github/workflows/release.yml@'],
    };
    expect(subjectOf(job, narrow)).toBeDefined();
    expect(
      subjectOf({ ...job, repository_owner_id: '43' }, narrow),
    ).toBeUndefined();
    expect(
      subjectOf({ ...job, job_workflow_ref: 'heal7/x/y.yml@main' }, narrow),
    ).toBeUndefined();
  });
});

describe('readJobTrust', () => {
  it.each([
    [{ repositories: ['*'], environments: ['staging'] }, /'\*' names none/],
    [{ repositories: ['*/*'], environments: ['staging'] }, /'\*\/\*' names/],
    [{ repositories: [], environments: ['staging'] }, /names none/],
    [{ repositories: ['heal7/*'], environments: [] }, /environments .* empty/],
    [{ environments: ['staging'] }, /repositories/],
    [{ repositories: ['heal7/*'] }, /environments/],
  ])('never takes what is missing or too wide for any: %j', (data, message) => {
    expect(() => readJobTrust(new ConfigReader(data))).toThrow(message);
  });
});
