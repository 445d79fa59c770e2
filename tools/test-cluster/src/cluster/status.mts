import { describeError } from '../errors.mts';
import { checkHealth, logTail } from './health.mts';
import { apiServerUrl, kubeconfigPath } from './kubeconfig.mts';
import { isRunning } from './process.mts';
import {
  clusterDir,
  COMPONENTS,
  readState,
  type ClusterState,
  type ComponentName,
} from './state.mts';

/** How one component of a cluster is. */
export interface ComponentStatus {
  name: ComponentName;
  /** `ended`: its process is gone. `unwell`: it runs, and its check fails. */
  state: 'running' | 'unwell' | 'ended';
  pid?: number;
  reason?: string;
  /** The last lines of its log, when it is not well. */
  log?: string[];
}

/** How a cluster is. */
export interface ClusterStatus {
  name: string;
  state: 'up' | 'broken' | 'down';
  url?: string;
  kubeconfigPath?: string;
  components: ComponentStatus[];
}

async function componentStatus(
  name: ComponentName,
  state: ClusterState,
): Promise<ComponentStatus> {
  const pid = state.pids[name];
  if (!isRunning(pid, clusterDir(state.name))) {
    return { name, state: 'ended', log: await logTail(state.name, name) };
  }
  try {
    await checkHealth(name, state);
    return { name, state: 'running', pid };
  } catch (error) {
    return {
      name,
      state: 'unwell',
      pid,
      reason: describeError(error),
      log: await logTail(state.name, name),
    };
  }
}

/** Looks at every component of a cluster; changes nothing. */
export async function clusterStatus(name: string): Promise<ClusterStatus> {
  const state = await readState(name);
  if (!state) {
    return { name, state: 'down', components: [] };
  }
  const components = await Promise.all(
    COMPONENTS.map(component => componentStatus(component, state)),
  );
  const well = components.every(component => component.state === 'running');
  return {
    name,
    state: well ? 'up' : 'broken',
    url: apiServerUrl(state),
    kubeconfigPath: kubeconfigPath(name),
    components,
  };
}
