import { join } from 'node:path';
import { builtDir } from '../build/build.mts';
import { readRecipes } from '../build/recipes.mts';
import { ClusterError } from '../errors.mts';
import { waitFor } from '../wait.mts';
import { componentArguments, componentPorts, logPath } from './components.mts';
import { waitForHealth } from './health.mts';
import { isPortFree } from './ports.mts';
import { isRunning, startDetached } from './process.mts';
import {
  clusterDir,
  writeState,
  type ClusterState,
  type ComponentName,
} from './state.mts';

function binary(component: ComponentName): string {
  const recipe = readRecipes().find(({ name }) => name === component);
  if (!recipe) {
    throw new ClusterError(`versions.json names no ${component}`);
  }
  return join(builtDir(recipe), component);
}

/**
 * Waits until the ports of a component are free: those of a process that has
 * just ended are its own for a moment longer.
 */
async function waitForPorts(
  component: ComponentName,
  state: ClusterState,
): Promise<void> {
  const { name } = state;
  for (const port of componentPorts(component, state)) {
    const free = () => isPortFree(port).then(is => is || undefined);
    await waitFor(`port ${port}`, free, { timeout: 5000 }).catch(() => {
      throw new ClusterError(
        `port ${port}, which ${component} of ${name} had, is taken by another ` +
          `program: end that, or run 'cluster down --name ${name}' and then ` +
          'up, which takes new ports',
      );
    });
  }
}

/**
 * Starts a component that does not run, and waits until it is well. One that
 * runs is left alone.
 */
export async function startComponent(
  component: ComponentName,
  state: ClusterState,
): Promise<void> {
  const dir = clusterDir(state.name);
  if (!isRunning(state.pids[component], dir)) {
    await waitForPorts(component, state);
    state.pids[component] = await startDetached(
      binary(component),
      componentArguments(component, state),
      { cwd: dir, log: logPath(state.name, component) },
    );
    await writeState(state);
  }
  await waitForHealth(component, state);
}
