import type { JsonValue } from '@backstage/types';
import { SecretMask } from '@heal7/backstage-plugin-provisioning-node';

const shapes = new SecretMask([]);

/**
 * Paths of texts that look like credentials: definitions are shown to many and
 * kept in git, secrets come from the portal's secret store.
 *
 * @internal
 */
export function credentialLike(value: JsonValue, path: string): string[] {
  if (typeof value === 'string') {
    return shapes.mask(value) === value ? [] : [path];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      credentialLike(inner ?? null, `${path}.${key}`),
    );
  }
  return [];
}
