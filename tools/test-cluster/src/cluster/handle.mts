import {
  readCertificateAuthority,
  apiServerUrl,
  kubeconfigPath,
  pkiDir,
} from './kubeconfig.mts';
import { join } from 'node:path';
import { ClusterError } from '../errors.mts';
import type { Progress } from '../progress.mts';
import { killProcess, signalProcess } from './process.mts';
import { startComponent } from './start-component.mts';
import {
  clusterDir,
  COMPONENTS,
  readState,
  type ClusterState,
  type ComponentName,
} from './state.mts';
import { down, up } from './up.mts';

/** How to reach a cluster: what `up --json` prints. */
export interface ClusterAccess {
  name: string;
  url: string;
  /** The certificate authority as base64 PEM, as kubeconfigs have it. */
  caData: string;
  caFile: string;
  readToken: string;
  actToken: string;
  adminToken: string;
  kubeconfigPath: string;
}

/** A running cluster, and what a test may do to it. */
export interface Cluster extends ClusterAccess {
  /** Ends the cluster and deletes its data. */
  stop(): Promise<void>;
  /** Ends one component at once, as a crash would. */
  kill(component: ComponentName): Promise<void>;
  /** Ends one component and starts it again: same port, same data. */
  restart(component: ComponentName): Promise<void>;
  /** Stops one component: it takes connections and never answers. */
  freeze(component: ComponentName): Promise<void>;
  /** Lets a frozen component go on. */
  thaw(component: ComponentName): Promise<void>;
}

async function existing(name: string): Promise<ClusterState> {
  const state = await readState(name);
  if (!state) {
    throw new ClusterError(
      `${name} is not up: run 'cluster up --name ${name}'`,
    );
  }
  return state;
}

/** Refuses a name that is no component's. */
export function parseComponent(text: string): ComponentName {
  const component = COMPONENTS.find(known => known === text);
  if (!component) {
    throw new ClusterError(
      `'${text}' is no component: use one of ${COMPONENTS.join(', ')}`,
    );
  }
  return component;
}

/** Ends one component of a cluster at once. */
export async function killComponent(
  name: string,
  component: ComponentName,
): Promise<void> {
  const state = await existing(name);
  await killProcess(state.pids[component], clusterDir(name));
}

/** Ends one component if it runs, and starts it on the same port and data. */
export async function restartComponent(
  name: string,
  component: ComponentName,
): Promise<void> {
  const state = await existing(name);
  await killProcess(state.pids[component], clusterDir(name));
  await startComponent(component, state);
}

/** Stops one component of a cluster: it takes connections, never answers. */
export async function freezeComponent(
  name: string,
  component: ComponentName,
): Promise<void> {
  const state = await existing(name);
  signalProcess(state.pids[component], clusterDir(name), 'SIGSTOP');
}

/** Lets a frozen component of a cluster go on. */
export async function thawComponent(
  name: string,
  component: ComponentName,
): Promise<void> {
  const state = await existing(name);
  signalProcess(state.pids[component], clusterDir(name), 'SIGCONT');
}

/** How to reach a cluster that is up. */
export async function clusterAccess(name: string): Promise<ClusterAccess> {
  const state = await existing(name);
  const ca = await readCertificateAuthority(name);
  return {
    name,
    url: apiServerUrl(state),
    caData: Buffer.from(ca).toString('base64'),
    caFile: join(pkiDir(name), 'ca.crt'),
    readToken: state.tokens.read,
    actToken: state.tokens.act,
    adminToken: state.tokens.admin,
    kubeconfigPath: kubeconfigPath(name),
  };
}

/** Brings a cluster up and gives a handle on it. */
export async function startCluster(options: {
  name: string;
  progress?: Progress;
}): Promise<Cluster> {
  const { name, progress = () => {} } = options;
  await up(name, progress);
  return {
    ...(await clusterAccess(name)),
    stop: async () => {
      await down(name, progress);
    },
    kill: component => killComponent(name, component),
    restart: component => restartComponent(name, component),
    freeze: component => freezeComponent(name, component),
    thaw: component => thawComponent(name, component),
  };
}
