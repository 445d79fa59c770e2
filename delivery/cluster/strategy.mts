import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  applyObjects,
  KubeClient,
  type Cluster,
  type KubeObject,
} from '../../tools/test-cluster/index.mts';
import { SERVICE, service } from './objects.mts';

const SCRIPT = join(import.meta.dirname, '..', 'deploy-strategy.sh');

const cache =
  process.env.HEAL7_CACHE_DIR ?? join(import.meta.dirname, '../../.cache');

/**
 * What happens around the script's writes: `cut` ends it before or after the
 * n-th, as a power cut would; `rival` lets somebody else write right before
 * every other one.
 */
export type Cut = { write: number; when: 'before' | 'after' };
export type Trouble = { cut?: Cut; rival?: boolean };

export type Ran = { code: number | null; text: string; writes: number };

/** A service in a namespace of its own, and the script for it. */
export async function place(
  cluster: Cluster,
  namespace: string,
  objects: KubeObject[] = service(namespace),
) {
  const client = new KubeClient({
    url: cluster.url,
    ca: Buffer.from(cluster.caData, 'base64').toString(),
    token: cluster.adminToken,
  });
  const scratch = mkdtempSync(join(tmpdir(), 'heal7-strategy-'));
  const base = `/namespaces/${namespace}`;
  const ROUTE = `/apis/networking.istio.io/v1beta1${base}/virtualservices/${SERVICE}`;
  const deployment = (colour: string) =>
    `/apis/apps/v1${base}/deployments/${SERVICE}-${colour}`;
  await applyObjects(client, [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ...objects,
  ] as KubeObject[]);

  const start = (options: string[], trouble: Trouble = {}) =>
    startScript({ cluster, namespace, scratch, options, trouble });
  return {
    client,
    namespace,
    ROUTE,
    deployment,
    start,
    run: (options: string[], trouble: Trouble = {}) =>
      start(options, trouble).ended,
    /** What visitors get, and what it costs. */
    async seen() {
      const route = await client.get(ROUTE);
      const colour = async (name: string) => {
        const { spec } = await client.get(deployment(name));
        const { image } = spec.template.spec.containers[1];
        return { replicas: spec.replicas, image: image.slice(-1) };
      };
      const primary = named(route, 'primary');
      const release = JSON.parse(
        route.metadata.annotations?.['heal7.com/release'] ?? 'null',
      );
      return {
        weights: primary.route.map((to: KubeObject) => to.weight),
        routes: route.spec.http.map((http: KubeObject) => http.name),
        blue: await colour('blue'),
        green: await colour('green'),
        phase: release?.phase,
        locked:
          route.metadata.annotations?.['heal7.com/release-lock'] !== undefined,
      };
    },
    async remove() {
      rmSync(scratch, { recursive: true, force: true });
      await client.delete(`/api/v1/namespaces/${namespace}`);
      client.close();
    },
  };
}

export type Place = Awaited<ReturnType<typeof place>>;

export const named = (route: KubeObject, name: string): KubeObject =>
  route.spec.http.find((http: KubeObject) => http.name === name);

function startScript(given: {
  cluster: Cluster;
  namespace: string;
  scratch: string;
  options: string[];
  trouble: Trouble;
}) {
  const { cluster, namespace, scratch, options, trouble } = given;
  const folder = mkdtempSync(join(scratch, 'run-'));
  const kubectl = wrappedKubectl(folder, namespace, trouble);
  const child = spawn(
    SCRIPT,
    [
      ...['--service', SERVICE, '--namespace', namespace],
      ...['--watch-seconds', '1', '--interval', '1', '--settle-seconds', '0'],
      ...options,
    ],
    {
      // A group of its own: that is what the cut ends.
      detached: true,
      env: {
        ...process.env,
        KUBECONFIG: cluster.kubeconfigPath,
        KUBECTL: kubectl,
      },
    },
  );
  let text = '';
  child.stdout.setEncoding('utf8').on('data', chunk => (text += chunk));
  child.stderr.setEncoding('utf8').on('data', chunk => (text += chunk));
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => {
      const writes = readFileSync(join(folder, 'writes'), 'utf8').length;
      resolve({ code, text, writes });
    });
  });
  return { child, ended, said: () => text };
}

/** kubectl that counts the script's writes, and makes trouble around them. */
function wrappedKubectl(
  folder: string,
  namespace: string,
  { cut, rival }: Trouble,
): string {
  const real = join(cache, 'bin', 'kubectl');
  const writes = join(folder, 'writes');
  writeFileSync(writes, '');
  const kill = (when: Cut['when']) =>
    cut?.when === when ? `[ "$n" = ${cut.write} ] && kill -9 0` : '';
  const annotate = `annotate --overwrite virtualservices.networking.istio.io ${SERVICE} somebody=$n`;
  const file = join(folder, 'kubectl');
  writeFileSync(
    file,
    `#!/bin/bash
case " $* " in *" replace "*|*" patch "*) ;; *) exec ${real} "$@" ;; esac
printf w >> ${writes}
n=$(wc -c < ${writes})
${kill('before')}
${
  rival
    ? `[ $((n % 2)) = 0 ] || ${real} --namespace ${namespace} ${annotate} </dev/null >/dev/null`
    : ''
}
${real} "$@"
code=$?
${kill('after')}
exit $code
`,
  );
  chmodSync(file, 0o755);
  return file;
}
