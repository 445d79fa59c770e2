import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Phrase } from '../translation/keys';

function canonical(ref: string): string | undefined {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    return undefined;
  }
}

/** The reference that a service of this name will have. */
export const ownRef = (name: string | undefined) =>
  name ? `component:default/${name}` : undefined;

/**
 * What is wrong with a choice of dependencies.
 *
 * @param known - whether the catalog has each; undefined when it could not
 *   be asked
 */
export function dependencyProblems(
  refs: string[],
  name: string | undefined,
  known?: boolean[],
): Phrase[] {
  return refs.flatMap((ref, index): Phrase[] => {
    const entity = canonical(ref);
    if (entity === undefined) {
      return [{ key: 'dependencies.malformed', params: { name: ref } }];
    }
    if (name && entity === ownRef(name)) {
      return [{ key: 'dependencies.itself', params: { name } }];
    }
    return known && !known[index]
      ? [{ key: 'dependencies.unknown', params: { name: ref } }]
      : [];
  });
}
