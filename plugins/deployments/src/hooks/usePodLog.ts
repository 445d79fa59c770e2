import type { Failure, PodLogQuery } from '../api';
import { useDeploymentActions } from './deploymentActions';
import { useLoaded } from './useLoaded';

/** @internal */
export interface PodLog {
  text: string;
  loading: boolean;
  failure: Failure | null;
  refresh(): void;
}

/**
 * The log of one container, read when what is asked for changes and on demand.
 *
 * @param query - null while there is nothing to ask for.
 * @internal
 */
export function usePodLog(query: PodLogQuery | null): PodLog {
  const { readLog } = useDeploymentActions();
  const { value, ...log } = useLoaded(
    query ? JSON.stringify(query) : null,
    signal => readLog(query!, signal),
  );
  return { ...log, text: value ?? '' };
}
