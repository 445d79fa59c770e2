import type { KubeObject } from '../kubeObject.mts';
import type { ResourceType } from './resourceType.mts';
import { StoreError } from './storeErrors.mts';

const FOR_ALL = ['metadata.name', 'metadata.namespace'];
const BY_PLURAL: Record<string, string[]> = {
  events: [
    'involvedObject.kind',
    'involvedObject.name',
    'involvedObject.namespace',
    'involvedObject.uid',
    'reason',
    'type',
  ],
  pods: ['spec.nodeName', 'status.phase'],
};

function valueAt(object: unknown, path: string): string {
  let value = object;
  for (const part of path.split('.')) {
    value = (value as Record<string, unknown> | undefined)?.[part];
  }
  return typeof value === 'string' ? value : '';
}

/**
 * Reads a field selector. Only the fields that a real API server indexes for
 * the resource are accepted.
 *
 * @throws StoreError `Invalid`
 */
export function parseFieldSelector(
  type: ResourceType,
  selector: string,
): (object: KubeObject) => boolean {
  const known = [...FOR_ALL, ...(BY_PLURAL[type.plural] ?? [])];
  const requirements = selector
    .split(',')
    .filter(part => part.trim() !== '')
    .map(part => {
      const match = /^\s*([A-Za-z.]+)\s*(==|=|!=)\s*(.*?)\s*$/.exec(part);
      if (!match || !known.includes(match[1])) {
        throw new StoreError(
          'Invalid',
          `Unable to find "${type.plural}" that match field selector ` +
            `"${selector}": field label not supported: ${match?.[1] ?? part}`,
        );
      }
      return { field: match[1], equal: match[2] !== '!=', value: match[3] };
    });
  return object =>
    requirements.every(
      ({ field, equal, value }) => (valueAt(object, field) === value) === equal,
    );
}
