import type {
  ClusterReader,
  KubernetesObject,
  PlannedPatch,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import type { ClusterPatch } from '../clusters/ClusterClient';

const keyOf = (ref: ResourceRef) =>
  [ref.group, ref.plural, ref.namespace, ref.name].join('/');

/** @internal */
export const isSameRef = (one: ResourceRef, other: ResourceRef) =>
  keyOf(one) === keyOf(other);

/**
 * Remembers the version of each object read, so that a patch planned on what
 * was read can be made conditional on it.
 *
 * @internal
 */
export class RecordingReader implements ClusterReader {
  readonly #versions = new Map<string, string>();

  constructor(private readonly reader: ClusterReader) {}

  async get(ref: ResourceRef): Promise<KubernetesObject> {
    const object = await this.reader.get(ref);
    this.record(ref, object);
    return object;
  }

  async list(
    collection: Omit<ResourceRef, 'name'>,
    options?: { labelSelector?: string; fieldSelector?: string },
  ): Promise<KubernetesObject[]> {
    const objects = await this.reader.list(collection, options);
    objects.forEach(object =>
      this.record({ ...collection, name: object.metadata.name }, object),
    );
    return objects;
  }

  record(ref: ResourceRef, object: KubernetesObject): void {
    const version = object.metadata.resourceVersion;
    if (version) {
      this.#versions.set(keyOf(ref), version);
    }
  }

  /** Reads the object when it was not read yet. */
  async versionOf(ref: ResourceRef): Promise<string> {
    const known = this.#versions.get(keyOf(ref));
    return known ?? (await this.get(ref)).metadata.resourceVersion ?? '';
  }
}

/**
 * Makes a patch fail with 409 when the object is no longer at this version:
 * API servers compare a resourceVersion that a patch sets, whatever its type.
 *
 * @internal
 */
export function conditionalOn(
  patch: PlannedPatch,
  resourceVersion: string,
): ClusterPatch {
  const { ref, subresource, type, body } = patch;
  if (Array.isArray(body)) {
    return {
      ref,
      subresource,
      type,
      body: [
        {
          op: 'replace',
          path: '/metadata/resourceVersion',
          value: resourceVersion,
        },
        ...body,
      ],
    };
  }
  const metadata = (body.metadata ?? {}) as Record<string, unknown>;
  return {
    ref,
    subresource,
    type,
    body: { ...body, metadata: { ...metadata, resourceVersion } },
  };
}
