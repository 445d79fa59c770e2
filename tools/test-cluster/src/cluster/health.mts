import { readFile } from 'node:fs/promises';
import { KubeClient } from '../api/kube-client.mts';
import { describeError } from '../errors.mts';
import { StopWaiting, waitFor } from '../wait.mts';
import { healthUrl, logPath } from './components.mts';
import { apiServerUrl, readCertificateAuthority } from './kubeconfig.mts';
import { isRunning } from './process.mts';
import { clusterDir, type ClusterState, type ComponentName } from './state.mts';

/** The last lines of a component's log. */
export async function logTail(
  name: string,
  component: ComponentName,
  lines = 8,
): Promise<string[]> {
  try {
    const text = await readFile(logPath(name, component), 'utf8');
    return text.trimEnd().split('\n').slice(-lines);
  } catch (error) {
    return [`no log: ${describeError(error)}`];
  }
}

/** A client with every right on a cluster; close it after use. */
export async function adminClient(state: ClusterState): Promise<KubeClient> {
  return new KubeClient({
    url: apiServerUrl(state),
    ca: await readCertificateAuthority(state.name),
    token: state.tokens.admin,
  });
}

/** Asks a component whether it is well; throws when it is not. */
export async function checkHealth(
  component: ComponentName,
  state: ClusterState,
): Promise<void> {
  const url = healthUrl(component, state);
  if (!url) {
    return;
  }
  if (component === 'kube-apiserver') {
    const client = await adminClient(state);
    try {
      await client.text('/readyz').catch(error => {
        // The answer lists every check; only the failed ones matter.
        const failed = String(error).match(/^\[-\].*$/gm);
        throw failed ? new Error(`not ready: ${failed.join('; ')}`) : error;
      });
    } finally {
      client.close();
    }
    return;
  }
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
  if (!answer.ok) {
    throw new Error(`${url} answers ${answer.status}`);
  }
}

/** Why a component ended, as far as its log tells. */
async function explainEnd(
  component: ComponentName,
  name: string,
): Promise<string> {
  const what = `${component} of ${name} ended while it was starting`;
  const tail = await logTail(name, component, 40);
  if (tail.some(line => line.includes('no space left on device'))) {
    return `${what}: the disk is full; free some space and run this again`;
  }
  const path = logPath(name, component);
  return `${what}; its log (${path}) ends with:\n  ${tail
    .slice(-8)
    .join('\n  ')}`;
}

/**
 * Waits until a component is well.
 *
 * @throws StopWaiting with the tail of its log when it ended instead
 */
export async function waitForHealth(
  component: ComponentName,
  state: ClusterState,
): Promise<void> {
  const dir = clusterDir(state.name);
  await waitFor(
    `${component} of ${state.name}`,
    async () => {
      if (!isRunning(state.pids[component], dir)) {
        throw new StopWaiting(await explainEnd(component, state.name));
      }
      await checkHealth(component, state);
      return true;
    },
    { timeout: 120_000, interval: 50 },
  );
}
