import type { KubeObject } from '../kubeObject.mts';
import { parseFieldSelector } from '../store/fieldSelector.mts';
import { parseLabelSelector } from '../store/labelSelector.mts';
import { StoreError } from '../store/storeErrors.mts';
import { ApiError } from './apiError.mts';
import type { ResourcePath } from './requestPath.mts';

/**
 * The objects that a list or watch is about: those in its namespace that
 * match its selectors.
 *
 * @throws ApiError `BadRequest` for a selector that cannot be read
 */
export function parseSelection(
  path: ResourcePath,
  query: URLSearchParams,
): (object: KubeObject) => boolean {
  try {
    const labels = parseLabelSelector(query.get('labelSelector') ?? '');
    const fields = parseFieldSelector(
      path.type,
      query.get('fieldSelector') ?? '',
    );
    return object =>
      (path.namespace === undefined ||
        object.metadata.namespace === path.namespace) &&
      (path.name === undefined || object.metadata.name === path.name) &&
      labels(object.metadata.labels ?? {}) &&
      fields(object);
  } catch (error) {
    if (error instanceof StoreError) {
      throw new ApiError('BadRequest', error.message);
    }
    throw error;
  }
}

/** Reads a version of the query: undefined when absent or empty. */
export function parseVersion(
  query: URLSearchParams,
  name: string,
): number | undefined {
  const text = query.get(name) ?? '';
  if (text === '') {
    return undefined;
  }
  if (!/^\d{1,15}$/.test(text)) {
    throw new ApiError(
      'BadRequest',
      `${name}: Invalid value: "${text}": must be a version number`,
    );
  }
  return Number(text);
}
