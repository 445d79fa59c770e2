import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import {
  stringifyEntityRef,
  type Entity,
  type LocationEntity,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

/** One entity, and the file it was read from (relative to the root). */
export interface LoadedEntity {
  file: string;
  ref: string;
  entity: Entity;
}

/** Reads every YAML document of a file; throws on the first malformed one. */
async function readEntities(path: string): Promise<Entity[]> {
  const documents = parseAllDocuments(await readFile(path, 'utf8'));
  return documents.map(document => {
    if (document.errors.length > 0) {
      throw new Error(`${path}: ${document.errors[0].message}`);
    }
    return document.toJS() as Entity;
  });
}

/**
 * Follows a Location file to everything it lists, as the catalog does.
 *
 * @param root - absolute path of the repository
 * @param start - path of the first Location file, relative to the root
 */
export async function loadCatalog(
  root: string,
  start: string,
): Promise<LoadedEntity[]> {
  const loaded: LoadedEntity[] = [];
  const queue = [resolve(root, start)];
  const seen = new Set(queue);

  for (let path = queue.shift(); path; path = queue.shift()) {
    for (const entity of await readEntities(path)) {
      const ref = stringifyEntityRef(entity);
      loaded.push({ file: relative(root, path), ref, entity });
      if (entity.kind !== 'Location') continue;
      for (const target of (entity as LocationEntity).spec.targets ?? []) {
        const next = resolve(dirname(path), target);
        if (!seen.has(next)) queue.push(next);
        seen.add(next);
      }
    }
  }
  return loaded;
}
