import { findResource, type ResourceType } from '../store/resourceType.mts';
import { ApiError } from './apiError.mts';

/** What a path of the resource API points at. */
export interface ResourcePath {
  type: ResourceType;
  /** Undefined for cluster-scoped objects and lists of all namespaces. */
  namespace: string | undefined;
  /** Undefined for a collection. */
  name: string | undefined;
  /** E.g. `status` or `log`; undefined for the object itself. */
  subresource: string | undefined;
}

const NOT_FOUND = 'the server could not find the requested resource';

/**
 * Reads `/api/v1/...` and `/apis/<group>/<version>/...`.
 *
 * @throws ApiError `NotFound` for anything that is not served
 */
export function parseResourcePath(pathname: string): ResourcePath {
  const parts = pathname.split('/').slice(1).map(decodeURIComponent);
  const core = parts[0] === 'api';
  const group = core ? '' : parts[1] ?? '';
  const version = core ? parts[1] : parts[2];
  let rest = parts.slice(core ? 2 : 3);
  let namespace: string | undefined;
  // `namespaces/x/pods` is a place; `namespaces/x` and its status an object.
  if (rest[0] === 'namespaces' && rest.length > 2 && rest[2] !== 'status') {
    namespace = rest[1];
    rest = rest.slice(2);
  }
  const [plural, name, subresource] = rest;
  const type = findResource(group, version ?? '', plural ?? '');
  const misplaced = type && namespace !== undefined && !type.namespaced;
  const nameless = type?.namespaced && name !== undefined && !namespace;
  if (!type || misplaced || nameless || rest.length > 3 || name === '') {
    throw new ApiError('NotFound', NOT_FOUND, { causes: [] });
  }
  return { type, namespace, name, subresource };
}
