import { randomBytes } from 'node:crypto';
import {
  chmod,
  mkdir,
  readFile,
  readdir,
  rename,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { ClusterError } from '../errors.mts';
import { clustersDir } from '../paths.mts';
import type { ClusterPorts } from './ports.mts';

/** The programs of a cluster, in the order of starting. */
export const COMPONENTS = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
  'rollouts-controller',
] as const;

/** One program of a cluster. */
export type ComponentName = (typeof COMPONENTS)[number];

/** Who may call the API server: everything, reading only, acting. */
export interface ClusterTokens {
  admin: string;
  read: string;
  act: string;
}

/** What is remembered of a cluster between two commands (`cluster.json`). */
export interface ClusterState {
  name: string;
  ports: ClusterPorts;
  tokens: ClusterTokens;
  pids: Partial<Record<ComponentName, number>>;
  /** True once the cluster has been seen ready. */
  ready: boolean;
}

const NAME = /^[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?$/;

/** The state folder of a cluster; refuses names that could leave the folder. */
export function clusterDir(name: string): string {
  if (!NAME.test(name)) {
    throw new ClusterError(
      `'${name}' is no cluster name: use up to 53 of a-z, 0-9 and -`,
    );
  }
  return join(clustersDir(), name);
}

/** Three new random tokens. */
export function createTokens(): ClusterTokens {
  const token = () => randomBytes(24).toString('hex');
  return { admin: token(), read: token(), act: token() };
}

/** Makes the state folder, readable by its owner only. */
export async function createDir(name: string): Promise<string> {
  const dir = clusterDir(name);
  await mkdir(join(dir, 'logs'), { recursive: true });
  await chmod(dir, 0o700);
  return dir;
}

/** The remembered state of a cluster, or undefined when there is none. */
export async function readState(
  name: string,
): Promise<ClusterState | undefined> {
  const path = join(clusterDir(name), 'cluster.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  return JSON.parse(text) as ClusterState;
}

/** Remembers the state of a cluster: all of it, or what was there before. */
export async function writeState(state: ClusterState): Promise<void> {
  const path = join(clusterDir(state.name), 'cluster.json');
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(state, null, 2)}\n`, {
    mode: 0o600,
  });
  await rename(fresh, path);
}

/** The names of the clusters that have a state folder. */
export async function listClusters(): Promise<string[]> {
  try {
    const entries = await readdir(clustersDir(), { withFileTypes: true });
    return entries
      .filter(entry => entry.isDirectory() && NAME.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
