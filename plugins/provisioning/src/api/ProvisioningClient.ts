import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  CancelRequest,
  DecideRequest,
  ExecutorInfo,
  LogPage,
  ModulesResponse,
  PlanSummary,
  Run,
  RunPage,
  RunView,
  StackPage,
  StacksQuery,
  StacksSummary,
  StackView,
  StartRunRequest,
} from '@heal7/backstage-plugin-provisioning-common';
import type { AskOptions, LogQuery, ProvisioningApi } from './ProvisioningApi';
import { stackParams } from './stackParams';

/** How many answers are kept for `If-None-Match`. */
const KEPT_ANSWERS = 30;

const stackPath = (id: string, path = '') =>
  `/stacks/${encodeURIComponent(id)}${path}`;
const runPath = (id: string, path = '') =>
  `/runs/${encodeURIComponent(id)}${path}`;

/**
 * Talks to the provisioning backend over HTTP. Asks with `If-None-Match` and
 * hands out the very same object again when nothing has changed.
 *
 * @public
 */
export class ProvisioningClient implements ProvisioningApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;
  readonly #answers = new Map<
    string,
    { etag: string | null; text: string; value: unknown }
  >();

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritdoc ProvisioningApi.getStacks} */
  getStacks(query: StacksQuery, options?: AskOptions): Promise<StackPage> {
    return this.#get('/stacks', stackParams(query), options);
  }

  /** {@inheritdoc ProvisioningApi.getStack} */
  getStack(id: string, options?: AskOptions): Promise<StackView> {
    return this.#get(stackPath(id), undefined, options);
  }

  /** {@inheritdoc ProvisioningApi.getSummary} */
  getSummary(entity?: string, options?: AskOptions): Promise<StacksSummary> {
    return this.#get('/stacks/summary', stackParams({ entity }), options);
  }

  /** {@inheritdoc ProvisioningApi.getModules} */
  getModules(options?: AskOptions): Promise<ModulesResponse> {
    return this.#get('/modules', undefined, options);
  }

  /** {@inheritdoc ProvisioningApi.getExecutors} */
  getExecutors(options?: AskOptions): Promise<ExecutorInfo[]> {
    return this.#get('/executors', undefined, options);
  }

  /** {@inheritdoc ProvisioningApi.getRuns} */
  getRuns(
    stackId: string,
    cursor: string | null,
    options?: AskOptions,
  ): Promise<RunPage> {
    return this.#get(
      stackPath(stackId, '/runs'),
      new URLSearchParams(cursor === null ? {} : { cursor }),
      options,
    );
  }

  /** {@inheritdoc ProvisioningApi.getRun} */
  getRun(id: string, options?: AskOptions): Promise<RunView> {
    return this.#get(runPath(id), undefined, options);
  }

  /** {@inheritdoc ProvisioningApi.getPlan} */
  getPlan(runId: string, options?: AskOptions): Promise<PlanSummary> {
    return this.#get(runPath(runId, '/plan'), undefined, options);
  }

  /** {@inheritdoc ProvisioningApi.getLog} */
  async getLog(
    runId: string,
    query: LogQuery,
    options?: AskOptions,
  ): Promise<LogPage> {
    // Not kept: each page is read once, and they are large.
    const response = await this.#ask(
      runPath(runId, `/log?after=${query.after}&limit=${query.limit}`),
      { signal: options?.signal },
    );
    return response.json();
  }

  /** {@inheritdoc ProvisioningApi.startRun} */
  startRun(stackId: string, request: StartRunRequest): Promise<Run> {
    return this.#post(stackPath(stackId, '/runs'), request);
  }

  /** {@inheritdoc ProvisioningApi.approve} */
  approve(runId: string, request: DecideRequest): Promise<RunView> {
    return this.#post(runPath(runId, '/approve'), request);
  }

  /** {@inheritdoc ProvisioningApi.reject} */
  reject(runId: string, request: DecideRequest): Promise<RunView> {
    return this.#post(runPath(runId, '/reject'), request);
  }

  /** {@inheritdoc ProvisioningApi.cancel} */
  cancel(runId: string, request: CancelRequest): Promise<RunView> {
    return this.#post(runPath(runId, '/cancel'), request);
  }

  async #get<T>(
    path: string,
    params?: URLSearchParams,
    options: AskOptions = {},
  ): Promise<T> {
    const query = params?.toString();
    const address = `${path}${query ? `?${query}` : ''}`;
    const known = this.#answers.get(address);
    const response = await this.#ask(
      address,
      {
        signal: options.signal,
        headers: known?.etag ? { 'If-None-Match': known.etag } : {},
      },
      known !== undefined,
    );
    if (response.status === 304 && known) {
      return known.value as T;
    }
    // Across origins the ETag can only be read when CORS exposes it; the text
    // tells as well that nothing has changed.
    const text = await response.text();
    const value: T =
      known?.text === text ? (known.value as T) : JSON.parse(text);
    this.#remember(address, {
      etag: response.headers.get('etag'),
      text,
      value,
    });
    return value;
  }

  async #post<T>(path: string, body: object): Promise<T> {
    const response = await this.#ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  async #ask(
    path: string,
    init: RequestInit,
    mayBeUnchanged = false,
  ): Promise<Response> {
    const base = await this.#discoveryApi.getBaseUrl('provisioning');
    const response = await this.#fetchApi.fetch(`${base}${path}`, init);
    if (!response.ok && !(mayBeUnchanged && response.status === 304)) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  #remember(
    address: string,
    answer: { etag: string | null; text: string; value: unknown },
  ) {
    this.#answers.delete(address);
    this.#answers.set(address, answer);
    if (this.#answers.size > KEPT_ANSWERS) {
      const [oldest] = this.#answers.keys();
      this.#answers.delete(oldest);
    }
  }
}
