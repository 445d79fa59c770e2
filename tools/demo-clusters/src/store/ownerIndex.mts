import type { KubeObject } from '../kubeObject.mts';
import type { ResourceType } from './resourceType.mts';

/** Finds objects by the UID of an owner without scanning everything. */
export class OwnerIndex {
  readonly #owned = new Map<string, Map<ResourceType, Set<string>>>();

  add(type: ResourceType, key: string, object: KubeObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const byType =
        this.#owned.get(uid) ?? new Map<ResourceType, Set<string>>();
      const keys = byType.get(type) ?? new Set<string>();
      keys.add(key);
      byType.set(type, keys);
      this.#owned.set(uid, byType);
    }
  }

  remove(type: ResourceType, key: string, object: KubeObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const byType = this.#owned.get(uid);
      const keys = byType?.get(type);
      keys?.delete(key);
      if (keys?.size === 0) {
        byType?.delete(type);
      }
      if (byType?.size === 0) {
        this.#owned.delete(uid);
      }
    }
  }

  keys(type: ResourceType, uid: string): Iterable<string> {
    return this.#owned.get(uid)?.get(type) ?? [];
  }
}
