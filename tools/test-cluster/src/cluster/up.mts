import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../build/build.mts';
import { withLock } from '../build/lock.mts';
import { clustersDir } from '../paths.mts';
import type { Progress } from '../progress.mts';
import { writeCredentials } from './credentials.mts';
import { adminClient } from './health.mts';
import { writeKubeconfig } from './kubeconfig.mts';
import { findClusterPorts } from './ports.mts';
import { prepareCluster, waitForNode } from './prepare.mts';
import { isRunning, killProcess } from './process.mts';
import { startComponent } from './start-component.mts';
import {
  clusterDir,
  COMPONENTS,
  createDir,
  createTokens,
  readState,
  writeState,
  type ClusterState,
} from './state.mts';

function lockPath(name: string): string {
  clusterDir(name);
  return join(clustersDir(), `${name}.lock`);
}

async function createCluster(name: string): Promise<ClusterState> {
  const dir = await createDir(name);
  const state: ClusterState = {
    name,
    ports: await findClusterPorts(),
    tokens: createTokens(),
    pids: {},
    ready: false,
  };
  await writeCredentials(state);
  await appendFile(
    join(dir, 'logs', 'pods.log'),
    '2026-01-01T00:00:00.000000000Z stdout F the container has started\n',
  );
  await writeState(state);
  return state;
}

async function start(state: ClusterState): Promise<void> {
  await startComponent('etcd', state);
  await startComponent('kube-apiserver', state);
  await writeKubeconfig(state);
  const client = await adminClient(state);
  try {
    if (!state.ready) {
      await prepareCluster(client);
    }
    for (const component of COMPONENTS.slice(2)) {
      await startComponent(component, state);
    }
    await waitForNode(client);
  } finally {
    client.close();
  }
  state.ready = true;
  await writeState(state);
}

/**
 * Brings a cluster up, or what of it is down. Doing it twice changes nothing.
 */
export async function up(
  name: string,
  progress: Progress,
): Promise<ClusterState> {
  const path = lockPath(name);
  await build([...COMPONENTS], progress);
  return withLock(path, progress, async () => {
    const known = await readState(name);
    const state = known ?? (await createCluster(name));
    const dir = clusterDir(name);
    const missing = COMPONENTS.filter(
      component => !isRunning(state.pids[component], dir),
    );
    if (missing.length > 0) {
      progress(`${name}: starting ${missing.join(', ')}`);
    }
    await start(state);
    progress(`${name}: ready at https://127.0.0.1:${state.ports.apiserver}`);
    return state;
  });
}

/**
 * Ends every process of a cluster and deletes its folder, data and all.
 *
 * @returns false when there was no such cluster
 */
export async function down(name: string, progress: Progress): Promise<boolean> {
  return withLock(lockPath(name), progress, async () => {
    const state = await readState(name);
    const dir = clusterDir(name);
    if (state) {
      for (const component of [...COMPONENTS].reverse()) {
        await killProcess(state.pids[component], dir);
      }
    }
    await rm(dir, { recursive: true, force: true });
    progress(state ? `${name}: down` : `${name}: was not up`);
    return state !== undefined;
  });
}
