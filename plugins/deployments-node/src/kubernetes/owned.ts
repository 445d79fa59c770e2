import type { ObservedObject } from '../source/WatchedKind';

/**
 * The objects that name the owner's UID as their owner, in its namespace.
 * Never by name: names are reused, and an object without a UID (a file
 * written by hand) owns nothing.
 *
 * @public
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
