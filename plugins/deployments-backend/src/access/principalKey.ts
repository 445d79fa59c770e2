import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/**
 * Names who asks, for caches: nothing that was decided for one principal may
 * be found by another. A service acting for a user is neither of the two.
 *
 * @internal
 */
export function principalKey({ principal }: BackstageCredentials): string {
  return JSON.stringify(principal);
}
