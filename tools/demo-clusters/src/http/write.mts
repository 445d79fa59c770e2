import type { IncomingMessage } from 'node:http';
import type { Json, JsonObject, KubeObject } from '../kubeObject.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import {
  applyJsonPatch,
  applyMergePatch,
  isJsonObject,
  PatchError,
} from '../store/patches.mts';
import { qualifiedName, RESOURCES } from '../store/resourceType.mts';
import { ApiError } from './apiError.mts';
import type { ResourcePath } from './requestPath.mts';
import { invalidRolloutField } from './rolloutSchema.mts';

const MAX_BODY_BYTES = 3 * 1024 * 1024;

/** Reads a whole request body. @throws ApiError `RequestEntityTooLarge` */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new ApiError(
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${MAX_BODY_BYTES}`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsePatch(body: string): Json {
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiError('BadRequest', 'the patch is not valid JSON');
  }
}

/** Strategic merge is treated as a merge patch: lists are replaced whole. */
function applyPatch(target: Json, patch: Json, contentType: string): Json {
  switch (contentType.split(';')[0].trim()) {
    case 'application/json-patch+json':
      return applyJsonPatch(target, patch);
    case 'application/merge-patch+json':
    case 'application/strategic-merge-patch+json':
      if (!isJsonObject(patch)) {
        throw new ApiError('BadRequest', 'a merge patch is a JSON object');
      }
      return applyMergePatch(target, patch);
    default:
      throw new ApiError(
        'UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media ' +
          'types include: application/json-patch+json, ' +
          'application/merge-patch+json, ' +
          'application/strategic-merge-patch+json',
      );
  }
}

/** What the schema of every resource demands of a patched object. */
function checkShape(path: ResourcePath, value: Json): JsonObject {
  const invalid = (field: string) =>
    new ApiError(
      'Invalid',
      `${path.type.kind} "${path.name}" is invalid: ${field}`,
      { name: path.name, group: path.type.group, kind: path.type.kind },
    );
  if (!isJsonObject(value) || !isJsonObject(value.metadata)) {
    throw invalid('metadata: Required value');
  }
  for (const field of ['spec', 'status']) {
    const part = value[field];
    if (part !== undefined && !isJsonObject(part)) {
      throw invalid(`${field}: Invalid value: must be of type object`);
    }
  }
  const { name, namespace } = value.metadata;
  if (name !== path.name || (path.namespace && namespace !== path.namespace)) {
    throw invalid('metadata.name: Invalid value: field is immutable');
  }
  for (const field of ['labels', 'annotations']) {
    const map = value.metadata[field];
    const isMap =
      map === undefined ||
      (isJsonObject(map) &&
        Object.values(map).every(item => typeof item === 'string'));
    if (!isMap) {
      throw invalid(`metadata.${field}: must be a map of strings`);
    }
  }
  const wrong =
    path.type === RESOURCES.rollouts ? invalidRolloutField(value) : null;
  if (wrong) {
    throw invalid(wrong);
  }
  return value;
}

/** Applies a PATCH to an object or its status and returns what is stored. */
export function patchResource(
  store: ObjectStore,
  path: ResourcePath,
  contentType: string,
  body: string,
): KubeObject {
  const { type, namespace, name = '', subresource } = path;
  const part = subresource === 'status' && type.status ? 'status' : 'main';
  if (subresource !== undefined && part !== 'status') {
    throw new ApiError(
      'NotFound',
      `${qualifiedName(type)} has no ${subresource}`,
    );
  }
  const stored = store.get(type, namespace, name);
  if (!stored) {
    throw new ApiError(
      'NotFound',
      `${qualifiedName(type)} "${name}" not found`,
      { name, group: type.group, kind: type.plural },
    );
  }
  try {
    const target = stored as unknown as Json;
    const patched = applyPatch(target, parsePatch(body), contentType);
    return store.replace(
      type,
      checkShape(path, patched) as unknown as KubeObject,
      part,
    );
  } catch (error) {
    if (error instanceof PatchError) {
      throw new ApiError(
        'Invalid',
        `the patch does not apply: ${error.message}`,
      );
    }
    throw error;
  }
}
