import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  ActionRequestBody,
  ActionResponse,
  DeliveryPerformance,
  DeploymentTargetRef,
  EntityDeployments,
  FleetPage,
  FleetQuery,
  FleetSummary,
  Freeze,
  FreezeList,
  FreezeRequestBody,
  RevisionChanges,
  RollbackPreview,
  RolloutDetail,
  RolloutHistory,
  SystemAbortPreview,
  SystemAbortRequest,
  SystemAbortResult,
  TargetMetrics,
  WaveCancelRequest,
  WavePlan,
  WavePlanDetail,
  WavePlanList,
  WavePlanRequest,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionResult,
  DeliveryQuery,
  DeploymentsApi,
  DeploymentsSnapshot,
  HistoryFormat,
  MetricsQuery,
  PodLogQuery,
  RollbackQuery,
  RolloutsQuery,
} from './DeploymentsApi';
import { fleetParams } from './fleetParams';
import { clockOffset, ServerClock } from './serverClock';

function entityPath(
  { kind, namespace, name }: CompoundEntityRef,
  path: string,
): string {
  const entity = [kind.toLocaleLowerCase('en-US'), namespace, name]
    .map(encodeURIComponent)
    .join('/');
  return `/entities/${entity}${path}`;
}

const abortPath = ({ namespace, name }: CompoundEntityRef) =>
  `/systems/${[namespace, name].map(encodeURIComponent).join('/')}/abort`;

const targetParams = (target: DeploymentTargetRef) =>
  new URLSearchParams({
    cluster: target.cluster,
    namespace: target.namespace,
    name: target.name,
    engine: target.engine,
  });

/** How many entities' last answers are kept for `If-None-Match`. */
const KEPT_ANSWERS = 20;

/**
 * Talks to the deployments backend over HTTP. Asks with `If-None-Match` and
 * hands out the very same object again when nothing has changed.
 *
 * @public
 */
export class DeploymentsClient implements DeploymentsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;
  readonly #clock = new ServerClock();
  readonly #answers = new Map<
    string,
    { etag: string | null; text: string; deployments: EntityDeployments }
  >();

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritdoc DeploymentsApi.getEntityDeployments} */
  async getEntityDeployments(
    entityRef: CompoundEntityRef,
    options?: { signal?: AbortSignal },
  ): Promise<DeploymentsSnapshot> {
    const url = await this.#url(entityRef);
    const known = this.#answers.get(url);
    const sentAt = Date.now();
    const response = await this.#fetchApi.fetch(url, {
      headers: known?.etag ? { 'If-None-Match': known.etag } : {},
      signal: options?.signal,
    });
    this.#clock.observe(
      clockOffset(response.headers.get('date'), sentAt, Date.now()),
    );
    const clockOffsetMs = this.#clock.offsetMs;
    if (response.status === 304 && known) {
      return { deployments: known.deployments, clockOffsetMs };
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    // Across origins the ETag can only be read when CORS exposes it; the text
    // tells as well that nothing has changed.
    const text = await response.text();
    const etag = response.headers.get('etag');
    const deployments: EntityDeployments =
      known?.text === text ? known.deployments : JSON.parse(text);
    this.#remember(url, { etag, text, deployments });
    return { deployments, clockOffsetMs };
  }

  /** {@inheritdoc DeploymentsApi.act} */
  async act(
    entityRef: CompoundEntityRef,
    body: ActionRequestBody,
  ): Promise<ActionResult> {
    const response = await this.#fetchApi.fetch(
      await this.#url(entityRef, '/actions'),
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      },
    );
    if (response.status === 409) {
      // Anything between us and the backend may answer 409 as well: only a
      // body with the fresh state says that the rollout has moved on.
      const answer: Partial<ActionResponse> | undefined = await response
        .clone()
        .json()
        .catch(() => undefined);
      if (answer?.state && answer.conflict) {
        const { state, conflict } = answer;
        return { outcome: 'conflict', state, conflict };
      }
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { state }: ActionResponse = await response.json();
    return { outcome: 'done', state };
  }

  /** {@inheritdoc DeploymentsApi.getPodLog} */
  async getPodLog(
    entityRef: CompoundEntityRef,
    query: PodLogQuery,
    options?: { signal?: AbortSignal },
  ): Promise<string> {
    const parameters = new URLSearchParams({
      cluster: query.target.cluster,
      namespace: query.target.namespace,
      deployment: query.target.name,
      engine: query.target.engine,
      pod: query.pod,
      container: query.container,
      tailLines: String(query.tailLines),
    });
    const response = await this.#fetchApi.fetch(
      await this.#url(entityRef, `/logs?${parameters}`),
      { signal: options?.signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.text();
  }

  /** {@inheritdoc DeploymentsApi.getRollbackPreview} */
  getRollbackPreview(
    entityRef: CompoundEntityRef,
    { target, revisionHash }: RollbackQuery,
    options?: { signal?: AbortSignal },
  ): Promise<RollbackPreview> {
    const params = targetParams(target);
    params.set('revisionHash', revisionHash);
    return this.#get(entityPath(entityRef, '/rollback'), params, options);
  }

  /** {@inheritdoc DeploymentsApi.getMetrics} */
  getMetrics(
    entityRef: CompoundEntityRef,
    { target, from, to }: MetricsQuery,
    options?: { signal?: AbortSignal },
  ): Promise<TargetMetrics> {
    const params = targetParams(target);
    params.set('from', from);
    params.set('to', to);
    return this.#get(entityPath(entityRef, '/metrics'), params, options);
  }

  /** {@inheritdoc DeploymentsApi.getChanges} */
  getChanges(
    entityRef: CompoundEntityRef,
    target: DeploymentTargetRef,
    options?: { signal?: AbortSignal },
  ): Promise<RevisionChanges> {
    const params = targetParams(target);
    return this.#get(entityPath(entityRef, '/changes'), params, options);
  }

  /** {@inheritdoc DeploymentsApi.getFreezes} */
  getFreezes(options?: { signal?: AbortSignal }): Promise<FreezeList> {
    return this.#get('/freezes', new URLSearchParams(), options);
  }

  /** {@inheritdoc DeploymentsApi.declareFreeze} */
  async declareFreeze(body: FreezeRequestBody): Promise<Freeze> {
    const response = await this.#send('POST', '/freezes', body);
    return response.json();
  }

  /** {@inheritdoc DeploymentsApi.liftFreeze} */
  async liftFreeze(id: string): Promise<void> {
    await this.#send('DELETE', `/freezes/${encodeURIComponent(id)}`);
  }

  /** {@inheritdoc DeploymentsApi.getFleetPage} */
  getFleetPage(
    query: FleetQuery,
    options?: { signal?: AbortSignal },
  ): Promise<FleetPage> {
    return this.#get('/targets', fleetParams(query), options);
  }

  /** {@inheritdoc DeploymentsApi.getFleetSummary} */
  getFleetSummary(
    query: FleetQuery,
    options?: { signal?: AbortSignal },
  ): Promise<FleetSummary> {
    return this.#get('/targets/summary', fleetParams(query), options);
  }

  /** {@inheritdoc DeploymentsApi.getRollouts} */
  getRollouts(
    entityRef: CompoundEntityRef,
    query: RolloutsQuery,
    options?: { signal?: AbortSignal },
  ): Promise<RolloutHistory> {
    const params = new URLSearchParams();
    for (const name of ['cluster', 'cursor'] as const) {
      const value = query[name];
      if (value) {
        params.set(name, value);
      }
    }
    return this.#get(entityPath(entityRef, '/rollouts'), params, options);
  }

  /** {@inheritdoc DeploymentsApi.getRollout} */
  getRollout(
    entityRef: CompoundEntityRef,
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<RolloutDetail> {
    const path = entityPath(entityRef, `/rollouts/${encodeURIComponent(id)}`);
    return this.#get(path, new URLSearchParams(), options);
  }

  /** {@inheritdoc DeploymentsApi.exportRollouts} */
  async exportRollouts(
    entityRef: CompoundEntityRef,
    format: HistoryFormat,
  ): Promise<Blob> {
    const response = await this.#fetchApi.fetch(
      await this.#url(entityRef, `/rollouts/export?format=${format}`),
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.blob();
  }

  /** {@inheritdoc DeploymentsApi.getDelivery} */
  getDelivery(
    query: DeliveryQuery,
    options?: { signal?: AbortSignal },
  ): Promise<DeliveryPerformance> {
    const { days, ...scope } = query;
    return this.#get(
      '/delivery',
      new URLSearchParams({ ...scope, days: String(days) }),
      options,
    );
  }

  /** {@inheritdoc DeploymentsApi.getWavePlans} */
  getWavePlans(
    entityRef: CompoundEntityRef,
    options?: { signal?: AbortSignal },
  ): Promise<WavePlanList> {
    const path = entityPath(entityRef, '/waves');
    return this.#get(path, new URLSearchParams(), options);
  }

  /** {@inheritdoc DeploymentsApi.getWavePlan} */
  getWavePlan(
    entityRef: CompoundEntityRef,
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<WavePlanDetail> {
    const path = entityPath(entityRef, `/waves/${encodeURIComponent(id)}`);
    return this.#get(path, new URLSearchParams(), options);
  }

  /** {@inheritdoc DeploymentsApi.startWavePlan} */
  async startWavePlan(
    entityRef: CompoundEntityRef,
    body: WavePlanRequest,
  ): Promise<WavePlan> {
    const path = entityPath(entityRef, '/waves');
    const response = await this.#send('POST', path, body);
    return response.json();
  }

  /** {@inheritdoc DeploymentsApi.cancelWavePlan} */
  async cancelWavePlan(
    entityRef: CompoundEntityRef,
    id: string,
    body: WaveCancelRequest,
  ): Promise<WavePlanDetail> {
    const path = `/waves/${encodeURIComponent(id)}/cancel`;
    const response = await this.#send(
      'POST',
      entityPath(entityRef, path),
      body,
    );
    return response.json();
  }

  /** {@inheritdoc DeploymentsApi.getSystemAbortPreview} */
  getSystemAbortPreview(
    systemRef: CompoundEntityRef,
    options?: { signal?: AbortSignal },
  ): Promise<SystemAbortPreview> {
    return this.#get(abortPath(systemRef), new URLSearchParams(), options);
  }

  /** {@inheritdoc DeploymentsApi.abortSystem} */
  async abortSystem(
    systemRef: CompoundEntityRef,
    body: SystemAbortRequest,
  ): Promise<SystemAbortResult> {
    const response = await this.#send('POST', abortPath(systemRef), body);
    return response.json();
  }

  async #get<T>(
    path: string,
    params: URLSearchParams,
    options: { signal?: AbortSignal } = {},
  ): Promise<T> {
    const base = await this.#discoveryApi.getBaseUrl('deployments');
    const query = params.toString();
    const response = await this.#fetchApi.fetch(
      `${base}/v1${path}${query ? `?${query}` : ''}`,
      { signal: options.signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }

  async #send(method: string, path: string, body?: object): Promise<Response> {
    const base = await this.#discoveryApi.getBaseUrl('deployments');
    const response = await this.#fetchApi.fetch(`${base}/v1${path}`, {
      method,
      ...(body
        ? {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }
        : {}),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  async #url(entityRef: CompoundEntityRef, path: string = ''): Promise<string> {
    const base = await this.#discoveryApi.getBaseUrl('deployments');
    return `${base}/v1${entityPath(entityRef, path)}`;
  }

  #remember(
    url: string,
    answer: {
      etag: string | null;
      text: string;
      deployments: EntityDeployments;
    },
  ) {
    this.#answers.delete(url);
    this.#answers.set(url, answer);
    if (this.#answers.size > KEPT_ANSWERS) {
      const [oldest] = this.#answers.keys();
      this.#answers.delete(oldest);
    }
  }
}
