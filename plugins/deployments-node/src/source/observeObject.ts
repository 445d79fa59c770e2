import { asText, fieldOf } from '../kubernetes/json';
import type { KubernetesObject } from './KubernetesObject';
import type {
  NamedReference,
  ObservedObject,
  WatchedKind,
} from './WatchedKind';

// Shared, for there may be a hundred thousand objects without any.
const NO_UIDS: string[] = [];
const NO_NAMES: NamedReference[] = [];

/**
 * What is kept of an object: what identifies it, and the kind's digest. Null
 * when the kind drops it. The UID is empty where there is none, as in a file
 * that was written by hand.
 *
 * @public
 */
export function observeObject<TData>(
  kind: WatchedKind<TData>,
  object: KubernetesObject,
): ObservedObject<TData> | null {
  const digest = kind.digest(object);
  return (
    digest && {
      kind: kind.id,
      namespace: asText(fieldOf(object.metadata, 'namespace')),
      name: asText(fieldOf(object.metadata, 'name')),
      uid: asText(fieldOf(object.metadata, 'uid')),
      ownedBy: digest.ownedBy ?? NO_UIDS,
      uses: digest.uses ?? NO_NAMES,
      belongsTo: digest.belongsTo ?? NO_NAMES,
      data: digest.data,
    }
  );
}
