import type { ObservedObject } from '@heal7/backstage-plugin-deployments-node';

/**
 * The objects that name the owner's UID as their owner, in its namespace.
 * Never by name: names are reused, and an object without a UID (a file
 * written by hand) owns nothing.
 */
export function ownedBy<TData>(
  objects: ObservedObject<TData>[],
  owner: ObservedObject,
): ObservedObject<TData>[] {
  return objects.filter(
    object =>
      owner.uid !== '' &&
      object.namespace === owner.namespace &&
      object.ownedBy.includes(owner.uid),
  );
}
