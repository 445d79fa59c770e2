import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { createApiRef } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';

/** Why a service cannot be called so; null when it can. */
export type NameProblem =
  | 'malformed'
  | 'component-exists'
  | 'repository-exists'
  | null;

/** Asks the backend whether a service can be called so. */
export interface ServiceNamesApi {
  judge(name: string, signal?: AbortSignal): Promise<NameProblem>;
}

export const serviceNamesApiRef = createApiRef<ServiceNamesApi>().with({
  id: 'plugin.scaffolder-heal7.service-names',
  pluginId: 'scaffolder-heal7',
});

export class ServiceNamesClient implements ServiceNamesApi {
  constructor(
    private readonly options: {
      discoveryApi: DiscoveryApi;
      fetchApi: FetchApi;
    },
  ) {}

  async judge(name: string, signal?: AbortSignal): Promise<NameProblem> {
    const { discoveryApi, fetchApi } = this.options;
    const base = await discoveryApi.getBaseUrl('scaffolder');
    const response = await fetchApi.fetch(
      `${base}/heal7/names/${encodeURIComponent(name)}`,
      { signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { problem } = await response.json();
    return problem;
  }
}
