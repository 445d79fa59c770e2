import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../kubeObject.mts';

/** A patch that cannot be applied: what is wrong with it. */
export class PatchError extends Error {
  override name = 'PatchError';
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a key whatever its name, `__proto__` included. */
function put(object: JsonObject, key: string, value: Json | undefined): void {
  Object.defineProperty(object, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

/** Applies a JSON Merge Patch (RFC 7386); neither argument is changed. */
export function applyMergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) {
    return patch;
  }
  const result: JsonObject = {};
  if (isJsonObject(target)) {
    for (const [key, value] of Object.entries(target)) {
      put(result, key, value);
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else if (value !== undefined) {
      const before = Object.hasOwn(result, key) ? result[key] : undefined;
      put(result, key, applyMergePatch(before, value));
    }
  }
  return result;
}

interface Operation {
  op: string;
  path: string;
  from?: string;
  value?: Json;
}

function parsePointer(pointer: unknown): string[] {
  if (pointer === '') {
    return [];
  }
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) {
    throw new PatchError(`"${String(pointer)}" is not a JSON pointer`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function parseIndex(part: string, last: number): number {
  if (!/^(0|[1-9]\d*)$/.test(part) || Number(part) > last) {
    throw new PatchError(`array index "${part}" is out of range`);
  }
  return Number(part);
}

function read(document: Json, path: string[]): Json {
  let value = document;
  for (const part of path) {
    if (Array.isArray(value)) {
      value = value[parseIndex(part, value.length - 1)];
    } else if (isJsonObject(value) && Object.hasOwn(value, part)) {
      value = value[part] ?? null;
    } else {
      throw new PatchError(`nothing is at "/${path.join('/')}"`);
    }
  }
  return value;
}

function add(document: Json, path: string[], value: Json): Json {
  if (path.length === 0) {
    return value;
  }
  const parent = read(document, path.slice(0, -1));
  const last = path[path.length - 1];
  if (Array.isArray(parent)) {
    const index =
      last === '-' ? parent.length : parseIndex(last, parent.length);
    parent.splice(index, 0, value);
  } else if (isJsonObject(parent)) {
    put(parent, last, value);
  } else {
    throw new PatchError(`"/${path.slice(0, -1).join('/')}" holds no fields`);
  }
  return document;
}

function remove(document: Json, path: string[]): Json {
  read(document, path);
  const parent = read(document, path.slice(0, -1));
  const last = path[path.length - 1];
  if (Array.isArray(parent)) {
    parent.splice(Number(last), 1);
  } else if (isJsonObject(parent)) {
    delete parent[last];
  }
  return document;
}

function applyOperation(document: Json, operation: Operation): Json {
  const path = parsePointer(operation.path);
  const value = () => {
    if (operation.value === undefined) {
      throw new PatchError(`operation "${operation.op}" needs a value`);
    }
    return structuredClone(operation.value);
  };
  switch (operation.op) {
    case 'add':
      return add(document, path, value());
    case 'replace':
      read(document, path);
      if (path.length === 0) {
        return value();
      }
      return add(remove(document, path), path, value());
    case 'remove':
      if (path.length === 0) {
        throw new PatchError('the whole document cannot be removed');
      }
      return remove(document, path);
    case 'test':
      if (!isDeepStrictEqual(read(document, path), value())) {
        throw new PatchError(`testing path "${operation.path}" failed`);
      }
      return document;
    case 'copy':
      return add(
        document,
        path,
        structuredClone(read(document, parsePointer(operation.from))),
      );
    case 'move': {
      const from = parsePointer(operation.from);
      if (operation.path.startsWith(`${operation.from}/`)) {
        throw new PatchError('a value cannot be moved into itself');
      }
      const moved = read(document, from);
      return add(remove(document, from), path, moved);
    }
    default:
      throw new PatchError(`unknown operation "${String(operation.op)}"`);
  }
}

/**
 * Applies a JSON Patch (RFC 6902) to a copy: all operations or none.
 *
 * @throws PatchError naming the operation that does not apply
 */
export function applyJsonPatch(target: Json, patch: Json): Json {
  if (!Array.isArray(patch)) {
    throw new PatchError('a JSON patch is an array of operations');
  }
  let document = structuredClone(target);
  for (const operation of patch) {
    if (!isJsonObject(operation)) {
      throw new PatchError('an operation of a JSON patch is an object');
    }
    document = applyOperation(document, operation as unknown as Operation);
  }
  return document;
}
