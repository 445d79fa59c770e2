import { readFileSync } from 'node:fs';
import type { Database } from './postgres.mts';

/** Nothing listens there: what a test must not reach. */
const NOWHERE = 'https://127.0.0.1:1';

/** Every variable that app-config.production.yaml requires. */
export function productionEnvironment(
  url: string,
  database: Database,
): Record<string, string> {
  const caData = readFileSync(database.ca).toString('base64');
  return {
    PORTAL_URL: url,
    BACKEND_SECRET: 'a-secret-of-this-test-alone',
    POSTGRES_HOST: database.host,
    POSTGRES_USER: database.user,
    POSTGRES_PASSWORD: database.password,
    AUTH_SESSION_SECRET: 'another-secret-of-this-test',
    AUTH_GITHUB_CLIENT_ID: 'oauth-client',
    AUTH_GITHUB_CLIENT_SECRET: 'unused',
    GITHUB_APP_ID: '1',
    GITHUB_APP_CLIENT_ID: 'app-client',
    GITHUB_APP_CLIENT_SECRET: 'unused',
    GITHUB_APP_PRIVATE_KEY: 'unused',
    GITHUB_APP_WEBHOOK_SECRET: 'unused',
    CATALOG_URL: `${NOWHERE}/catalog-info.yaml`,
    SCAFFOLDER_AUTHOR_EMAIL: 'portal@heal7.invalid',
    TECHDOCS_BUCKET: 'techdocs',
    EKS_URL: NOWHERE,
    EKS_CA_DATA: caData,
    EKS_READ_TOKEN: 'unused',
    EKS_ACTING_TOKEN: 'unused',
    EKS_PROMETHEUS_URL: NOWHERE,
    EKS_PROMETHEUS_TOKEN: 'unused',
    GKE_URL: NOWHERE,
    GKE_CA_DATA: caData,
    GKE_READ_TOKEN: 'unused',
    GKE_ACTING_TOKEN: 'unused',
    GKE_PROMETHEUS_URL: NOWHERE,
    GKE_PROMETHEUS_TOKEN: 'unused',
    INFRASTRUCTURE_URL: `${NOWHERE}/tree/${'0'.repeat(40)}/terraform`,
    PROVISIONING_ENCRYPTION_KEY: 'unused'.repeat(6),
    TERRAFORM_STATE_BUCKET: 'states',
    AWS_DEVELOPMENT_ROLE: 'unused',
    AWS_STAGING_ROLE: 'unused',
    AWS_PRODUCTION_ROLE: 'unused',
    GCP_PROJECT: 'unused',
    GCP_CREDENTIAL_CONFIG: 'unused',
    CLOUDFLARE_API_TOKEN: 'unused',
  };
}

/** What the machine gives it beside, so that nothing outside is reached. */
export function machineEnvironment(
  port: number,
  database: Database,
): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    POSTGRES_PORT: String(database.port),
    NODE_EXTRA_CA_CERTS: database.ca,
    AWS_ACCESS_KEY_ID: 'unused',
    AWS_SECRET_ACCESS_KEY: 'unused',
    AWS_ENDPOINT_URL_S3: NOWHERE,
  };
}
