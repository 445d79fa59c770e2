import {
  createExternalTokenHandler,
  externalTokenHandlersServiceRef,
} from '@backstage/backend-defaults/auth';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import { readJobTrust, subjectOf } from './trustedJob';
import type { JobTrust } from './trustedJob';

const GITHUB = 'https://token.actions.githubusercontent.com';

interface Context {
  issuer: string;
  audience: string;
  keys: ReturnType<typeof createRemoteJWKSet>;
  trust: JobTrust;
}

/** `type: github-actions` of `backend.auth.externalAccess`. */
export const githubActionsHandler = (logger: LoggerService) =>
  createExternalTokenHandler<Context>({
    type: 'github-actions',
    initialize({ options }) {
      const issuer = options.getOptionalString('issuer') ?? GITHUB;
      const keys =
        options.getOptionalString('jwksUrl') ?? `${issuer}/.well-known/jwks`;
      return {
        issuer,
        audience: options.getString('audience'),
        keys: createRemoteJWKSet(new URL(keys)),
        trust: readJobTrust(options),
      };
    },
    async verifyToken(token, { issuer, audience, keys, trust }) {
      if (!isFrom(token, issuer)) {
        return undefined;
      }
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms: ['RS256'],
          requiredClaims: ['exp', 'sub'],
        });
        const subject = subjectOf(payload, trust);
        if (!subject) {
          logger.warn(
            `Refused a job of GitHub Actions that is not trusted: repository ${payload.repository}, environment ${payload.environment}, workflow ${payload.job_workflow_ref}`,
          );
        }
        return subject ? { subject } : undefined;
      } catch (error) {
        const code = error instanceof errors.JOSEError ? error.code : 'unknown';
        logger.warn(
          `Refused a token of GitHub Actions (${code}): ${
            (error as Error).message
          }`,
        );
        return undefined;
      }
    },
  });

/** Other tokens come here too; their keys are not asked for. */
function isFrom(token: string, issuer: string): boolean {
  try {
    return decodeJwt(token).iss === issuer;
  } catch {
    return false;
  }
}

/**
 * Lets jobs of GitHub Actions ask the portal as themselves. The `jwks` handler
 * of Backstage compares issuer and audience alone, and GitHub gives a token
 * with any audience to anybody's job: this one looks at whose job it is.
 */
export const githubActionsTokens = createServiceFactory({
  service: externalTokenHandlersServiceRef,
  deps: { logger: coreServices.rootLogger },
  factory: ({ logger }) => githubActionsHandler(logger),
});
