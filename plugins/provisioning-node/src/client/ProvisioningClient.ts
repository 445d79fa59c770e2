import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  CreateStackRequest,
  LogPage,
  ModulesResponse,
  ReviewStackResponse,
  RunView,
  StackOutput,
  StackView,
  StartRunRequest,
} from '@heal7/backstage-plugin-provisioning-common';

const segment = encodeURIComponent;

/**
 * Who asks, and when to stop waiting for the answer.
 *
 * @public
 */
export interface ProvisioningRequestOptions {
  /** The backend decides by them; actions are done on behalf of them. */
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/**
 * Asks the provisioning backend, on behalf of somebody. Answers are not
 * validated: they come from a plugin of the same portal, of the same version.
 * What is refused is thrown as the backend's own error, with its name and
 * message.
 *
 * @public
 */
export class ProvisioningClient {
  readonly #auth: Pick<AuthService, 'getPluginRequestToken'>;
  readonly #discovery: DiscoveryService;

  constructor(options: {
    auth: Pick<AuthService, 'getPluginRequestToken'>;
    discovery: DiscoveryService;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** What can be asked for, and where. */
  modules(options: ProvisioningRequestOptions): Promise<ModulesResponse> {
    return this.#request('GET', '/modules', undefined, options);
  }

  /** Registers a stack; nothing is run by it. */
  createStack(
    request: CreateStackRequest,
    options: ProvisioningRequestOptions,
  ): Promise<StackView> {
    return this.#request('POST', '/stacks', request, options);
  }

  /** Says what would be planned; nothing is registered. */
  reviewStack(
    request: CreateStackRequest,
    options: ProvisioningRequestOptions,
  ): Promise<ReviewStackResponse> {
    return this.#request('POST', '/stacks/review', request, options);
  }

  stack(id: string, options: ProvisioningRequestOptions): Promise<StackView> {
    return this.#request('GET', `/stacks/${segment(id)}`, undefined, options);
  }

  /** Sensitive ones have no value. */
  outputs(
    stackId: string,
    options: ProvisioningRequestOptions,
  ): Promise<StackOutput[]> {
    const path = `/stacks/${segment(stackId)}/outputs`;
    return this.#request('GET', path, undefined, options);
  }

  startRun(
    stackId: string,
    request: StartRunRequest,
    options: ProvisioningRequestOptions,
  ): Promise<RunView> {
    const path = `/stacks/${segment(stackId)}/runs`;
    return this.#request('POST', path, request, options);
  }

  run(id: string, options: ProvisioningRequestOptions): Promise<RunView> {
    return this.#request('GET', `/runs/${segment(id)}`, undefined, options);
  }

  /** Lines after a position; masked. */
  log(
    runId: string,
    after: number,
    options: ProvisioningRequestOptions,
  ): Promise<LogPage> {
    const path = `/runs/${segment(runId)}/log?after=${after}`;
    return this.#request('GET', path, undefined, options);
  }

  /** Has exactly the plan of this digest applied. */
  approve(
    runId: string,
    decision: { digest: string; comment: string },
    options: ProvisioningRequestOptions,
  ): Promise<RunView> {
    const path = `/runs/${segment(runId)}/approve`;
    return this.#request('POST', path, decision, options);
  }

  cancel(
    runId: string,
    reason: string,
    options: ProvisioningRequestOptions,
  ): Promise<RunView> {
    const path = `/runs/${segment(runId)}/cancel`;
    return this.#request('POST', path, { reason }, options);
  }

  async #request<T>(
    method: 'GET' | 'POST',
    path: string,
    body: object | undefined,
    { credentials, signal }: ProvisioningRequestOptions,
  ): Promise<T> {
    // One lives for a short time only: a run may take longer.
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'provisioning',
    });
    const base = await this.#discovery.getBaseUrl('provisioning');
    const response = await fetch(`${base}${path}`, {
      method,
      signal,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw (await ResponseError.fromResponse(response)).cause;
    }
    return response.json() as Promise<T>;
  }
}
