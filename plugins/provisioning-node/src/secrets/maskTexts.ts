import type { SecretMask } from './SecretMask';

/**
 * The same value with every text in it masked, names of fields included.
 *
 * @public
 */
export function maskTexts<T>(value: T, mask: SecretMask): T {
  const visit = (part: unknown): unknown => {
    if (typeof part === 'string') {
      return mask.mask(part);
    }
    if (Array.isArray(part)) {
      return part.map(visit);
    }
    if (typeof part === 'object' && part !== null) {
      return Object.fromEntries(
        Object.entries(part).map(([key, inner]) => [
          mask.mask(key),
          visit(inner),
        ]),
      );
    }
    return part;
  };
  return visit(value) as T;
}
