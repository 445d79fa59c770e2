import { parseEntityRef } from '@backstage/catalog-model';
import type { CompoundEntityRef } from '@backstage/catalog-model';

/** The entity that a reference names; undefined when it names none. @internal */
export function entityOf(ref: string): CompoundEntityRef | undefined {
  try {
    return parseEntityRef(ref, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    return undefined;
  }
}

/** An entity's name without what everybody knows. @internal */
export function refName(ref: string): string {
  const entity = entityOf(ref);
  if (!entity) {
    return ref;
  }
  return entity.namespace === 'default'
    ? entity.name
    : `${entity.namespace}/${entity.name}`;
}

/** Enough of a digest to tell two apart at a glance. @internal */
export const shortDigest = (digest: string): string =>
  digest.replace(/^sha256:/, '').slice(0, 12);

/**
 * An address that a link may lead to: never a script.
 *
 * @internal
 */
export function webAddress(address: string | null): string | undefined {
  return address && /^https?:\/\//i.test(address) ? address : undefined;
}
