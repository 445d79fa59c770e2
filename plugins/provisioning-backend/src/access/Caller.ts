import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import type { StackAuthorizer, StackPermits } from './StackAuthorizer';

/** Who asks, and what they may. @internal */
export interface Caller {
  credentials: BackstageCredentials;
  /** A user's entity ref, or a service's subject. */
  actor: string;
  /** Whether it is a person, be it through a service. */
  person: boolean;
  permits: StackPermits;
  /** For the auditor; undefined when nobody asked over HTTP. */
  request: Request;
}

/**
 * Finds out who asks.
 *
 * @internal
 */
export class Callers {
  constructor(
    private readonly deps: {
      httpAuth: Pick<HttpAuthService, 'credentials'>;
      authorizer: StackAuthorizer;
    },
  ) {}

  /** @throws AuthenticationError, NotAllowedError */
  async of(request: Request): Promise<Caller> {
    const credentials = await this.deps.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const principal = credentials.principal as
      | BackstageUserPrincipal
      | BackstageServicePrincipal;
    return {
      credentials,
      actor:
        principal.type === 'user' ? principal.userEntityRef : principal.subject,
      person: principal.type === 'user',
      permits: await this.deps.authorizer.permitsOf(credentials),
      request,
    };
  }
}
