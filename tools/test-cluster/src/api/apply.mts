import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { ClusterError } from '../errors.mts';
import { PATCH, type KubeClient, type KubeObject } from './kube-client.mts';

interface ApiResource {
  name: string;
  kind: string;
  namespaced: boolean;
}

const FIELD_MANAGER = 'test-cluster';

/** Every object of a YAML text, in its order. */
export function parseManifests(text: string, source: string): KubeObject[] {
  return parseAllDocuments(text).flatMap(document => {
    if (document.errors.length > 0) {
      throw new ClusterError(`${source}: ${document.errors[0].message}`);
    }
    const object = document.toJS() as KubeObject | null;
    return object ? [object] : [];
  });
}

/** Every object of a YAML file, in its order. */
export async function readManifests(path: string): Promise<KubeObject[]> {
  return parseManifests(await readFile(path, 'utf8'), path);
}

/** Finds the path of an object by asking the API server what it serves. */
export class ResourcePaths {
  readonly #client: KubeClient;
  readonly #known = new Map<string, ApiResource[]>();

  constructor(client: KubeClient) {
    this.#client = client;
  }

  /** The path of the object itself, such as `/api/v1/namespaces/x`. */
  async of(object: KubeObject): Promise<string> {
    const { apiVersion, kind, metadata } = object;
    const root = apiVersion.includes('/')
      ? `/apis/${apiVersion}`
      : `/api/${apiVersion}`;
    const resource = (await this.#resources(root)).find(
      candidate => candidate.kind === kind && !candidate.name.includes('/'),
    );
    if (!resource) {
      throw new ClusterError(`the API server serves no ${apiVersion} ${kind}`);
    }
    const scope = resource.namespaced
      ? `/namespaces/${metadata.namespace ?? 'default'}`
      : '';
    return `${root}${scope}/${resource.name}/${metadata.name}`;
  }

  async #resources(root: string): Promise<ApiResource[]> {
    const known = this.#known.get(root);
    if (known) {
      return known;
    }
    const { resources } = await this.#client.get<{ resources: ApiResource[] }>(
      root,
    );
    this.#known.set(root, resources);
    return resources;
  }
}

/** Server-side apply of objects in their order; gives what the server made. */
export async function applyObjects(
  client: KubeClient,
  objects: KubeObject[],
): Promise<KubeObject[]> {
  const paths = new ResourcePaths(client);
  const applied: KubeObject[] = [];
  for (const object of objects) {
    const path = await paths.of(object);
    applied.push(
      await client.patch(
        `${path}?fieldManager=${FIELD_MANAGER}&force=true`,
        object,
        PATCH.apply,
      ),
    );
  }
  return applied;
}
