import { useApi } from '@backstage/frontend-plugin-api';
import type {
  EnvironmentInfo,
  ModulesResponse,
} from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../api';
import { useLoaded } from './useLoaded';
import type { Loaded } from './useLoaded';

/** What can be asked for, and the environments that it can be asked for in. @internal */
export function useModules(): Loaded<ModulesResponse> {
  const api = useApi(provisioningApiRef);
  return useLoaded('modules', signal => api.getModules({ signal }));
}

/** An environment as it is configured; null while that is not known. @internal */
export function useEnvironment(name: string): EnvironmentInfo | null {
  const { value } = useModules();
  return value?.environments.find(one => one.name === name) ?? null;
}
