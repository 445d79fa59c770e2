import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';

/**
 * Credentials to ask other plugins with. A service is somebody by its access
 * restrictions, which hold in this plugin and cannot be taken along.
 *
 * @internal
 */
export async function forCatalog(
  auth: Pick<AuthService, 'isPrincipal' | 'getOwnServiceCredentials'>,
  credentials: BackstageCredentials,
): Promise<BackstageCredentials> {
  return auth.isPrincipal(credentials, 'service')
    ? auth.getOwnServiceCredentials()
    : credentials;
}
