import type {
  ClusterReader,
  JsonPatchOperation,
  KubernetesObject,
  PlannedServiceCall,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ClusterRequest, ClusterTransport } from './ClusterTransport';
import { collectionPath, objectPath } from './paths';
import { readBody, statusMessage } from './responseBody';

const TIMEOUTS = { headersTimeoutMs: 10_000, idleTimeoutMs: 10_000 };
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const PAGE_SIZE = 500;

const verb = (request: { method: string }) =>
  request.method === 'GET' ? 'read' : 'change';

function errorOf(status: number, message: string): Error {
  switch (status) {
    case 401:
      return new ServiceUnavailableError(
        `${message}. The cluster no longer accepts the configured credential.`,
      );
    case 403:
      return new NotAllowedError(
        `${message}. The configured credential lacks this right in the cluster.`,
      );
    case 404:
      return new NotFoundError(message);
    case 409:
      return new ConflictError(message);
    case 400:
    case 422:
      return new InputError(message);
    default:
      return new ServiceUnavailableError(message);
  }
}

/**
 * A patch ready to be sent.
 *
 * @internal
 */
export interface ClusterPatch {
  ref: ResourceRef;
  subresource?: 'status';
  type: 'merge' | 'replace';
  body: Record<string, unknown> | JsonPatchOperation[];
}

/**
 * Live access to one cluster with one credential. Every failure comes out as
 * an error of `@backstage/errors` that names the cluster and the object.
 *
 * @internal
 */
export class ClusterClient implements ClusterReader {
  constructor(
    private readonly cluster: string,
    private readonly transport: ClusterTransport,
  ) {}

  async get(ref: ResourceRef): Promise<KubernetesObject> {
    const text = await this.text(
      { method: 'GET', path: objectPath(ref) },
      `${ref.plural} ${ref.namespace}/${ref.name}`,
    );
    return JSON.parse(text) as KubernetesObject;
  }

  async list(
    collection: Omit<ResourceRef, 'name'>,
    options?: { labelSelector?: string; fieldSelector?: string },
  ): Promise<KubernetesObject[]> {
    const items: KubernetesObject[] = [];
    let next: string | undefined;
    do {
      const text = await this.text(
        {
          method: 'GET',
          path: collectionPath(collection),
          query: {
            limit: String(PAGE_SIZE),
            continue: next,
            labelSelector: options?.labelSelector,
            fieldSelector: options?.fieldSelector,
          },
        },
        `${collection.plural} in ${collection.namespace}`,
      );
      const page = JSON.parse(text) as {
        items?: KubernetesObject[];
        metadata?: { continue?: string };
      };
      items.push(...(page.items ?? []));
      next = page.metadata?.continue || undefined;
    } while (next);
    return items;
  }

  /** @returns the object as it is after the patch. */
  async patch(patch: ClusterPatch): Promise<KubernetesObject> {
    const text = await this.text(
      {
        method: 'PATCH',
        path: objectPath(patch.ref, patch.subresource),
        body: patch.body,
        contentType:
          patch.type === 'merge'
            ? 'application/merge-patch+json'
            : 'application/json-patch+json',
      },
      `${patch.ref.plural} ${patch.ref.namespace}/${patch.ref.name}`,
    );
    return JSON.parse(text) as KubernetesObject;
  }

  /** Posts to a Service in the cluster through the API server. */
  async callService(call: PlannedServiceCall): Promise<void> {
    const { namespace, service, port, path, body } = call;
    const proxied = objectPath({
      group: '',
      version: 'v1',
      plural: 'services',
      namespace,
      name: `${service}:${port}`,
    });
    await this.text(
      {
        method: 'POST',
        path: `${proxied}/proxy${path}`,
        body,
        contentType: 'application/json',
      },
      `${path} of service ${namespace}/${service}`,
    );
  }

  /** The end of a container's log as text, cut at `maxBytes`. */
  async logs(options: {
    namespace: string;
    pod: string;
    container: string;
    tailLines: number;
    maxBytes: number;
  }): Promise<string> {
    return this.text(
      {
        method: 'GET',
        path: `${objectPath({
          group: '',
          version: 'v1',
          plural: 'pods',
          namespace: options.namespace,
          name: options.pod,
        })}/log`,
        query: {
          container: options.container,
          tailLines: String(options.tailLines),
          limitBytes: String(options.maxBytes),
        },
      },
      `the log of pod ${options.namespace}/${options.pod}`,
    );
  }

  private async text(
    request: Omit<ClusterRequest, 'headersTimeoutMs' | 'idleTimeoutMs'>,
    what: string,
  ): Promise<string> {
    const where = `${what} in cluster '${this.cluster}'`;
    let status: number;
    let text: string;
    try {
      const response = await this.transport.send({ ...request, ...TIMEOUTS });
      status = response.status;
      text = await readBody(response, MAX_BODY_BYTES);
    } catch (error) {
      throw new ServiceUnavailableError(
        `Could not ${verb(request)} ${where}: ${(error as Error).message}`,
        error,
      );
    }
    if (status >= 200 && status < 300) {
      return text;
    }
    throw errorOf(
      status,
      `Could not ${verb(request)} ${where}: ${statusMessage(text)} (${status})`,
    );
  }
}
