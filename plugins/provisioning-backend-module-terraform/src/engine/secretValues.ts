import type { Job } from '@heal7/backstage-plugin-provisioning-node';

/**
 * Variables that say where or who, but prove nothing: masking them would take
 * every address out of a log, and every word that an emulator takes for a
 * name. Everything else that comes with credentials is taken for one. Real
 * access key ids are known by their shape.
 */
const NO_SECRET =
  /(?:REGION|ZONE|PROJECT|PROJECT_ID|ACCOUNT_ID|PROFILE|ROLE_ARN|ACCESS_KEY_ID|TOKEN_FILE|ENDPOINT|ENDPOINT_URL(?:_[A-Z0-9_]+)?)$/;

/** What must not be seen of what an engine is given. */
export function secretValues(
  job: Pick<Job, 'credentials' | 'secrets'>,
): string[] {
  return [
    ...Object.values(job.secrets),
    ...Object.entries(job.credentials)
      .filter(([name]) => !NO_SECRET.test(name))
      .map(([, value]) => value),
  ];
}
