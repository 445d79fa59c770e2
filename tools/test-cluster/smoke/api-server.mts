import assert from 'node:assert/strict';
import { KubeApiError, KubeClient } from '../src/api/kube-client.mts';
import type { Cluster } from '../src/cluster/handle.mts';
import { waitFor } from '../src/wait.mts';
import type { Report } from './report.mts';

const ROLLOUTS = '/apis/argoproj.io/v1alpha1/rollouts';

async function status(request: Promise<unknown>): Promise<number> {
  try {
    await request;
    return 200;
  } catch (error) {
    if (error instanceof KubeApiError) {
      return error.status;
    }
    throw error;
  }
}

/** What the two identities of the portal may do, and what not. */
export async function identities(
  cluster: Cluster,
  report: Report,
): Promise<void> {
  const endpoint = {
    url: cluster.url,
    ca: Buffer.from(cluster.caData, 'base64').toString('utf8'),
  };
  const read = new KubeClient({ ...endpoint, token: cluster.readToken });
  const act = new KubeClient({ ...endpoint, token: cluster.actToken });
  const none = new KubeClient({ ...endpoint, token: 'none' });
  const inNamespace = '/apis/argoproj.io/v1alpha1/namespaces/default/rollouts';
  const expectations: Array<[string, number, () => Promise<unknown>]> = [
    ['reading lists rollouts', 200, () => read.get(ROLLOUTS)],
    ['reading lists pods', 200, () => read.get('/api/v1/pods')],
    ['reading lists no secrets', 403, () => read.get('/api/v1/secrets')],
    ['reading patches nothing', 403, () => read.patch(`${inNamespace}/x`, {})],
    ['acting finds no such rollout', 404, () => act.get(`${inNamespace}/x`)],
    ['acting patches', 404, () => act.patch(`${inNamespace}/x/status`, {})],
    ['acting lists no pods', 403, () => act.get('/api/v1/pods')],
    ['acting deletes nothing', 403, () => act.delete(`${inNamespace}/x`)],
    ['a stranger is refused', 401, () => none.get(ROLLOUTS)],
  ];
  try {
    for (const [what, expected, request] of expectations) {
      await report.check(`identities: ${what}`, async () =>
        assert.equal(await status(request()), expected),
      );
    }
  } finally {
    [read, act, none].forEach(client => client.close());
  }
}

/** The API server ends and comes back: same address, same data, older gone. */
export async function apiServer(
  cluster: Cluster,
  admin: KubeClient,
  report: Report,
): Promise<void> {
  const before = await admin.get<any>(ROLLOUTS);
  await cluster.kill('kube-apiserver');
  await report.check('api server: killed, it takes no connection', () =>
    assert.rejects(admin.get(ROLLOUTS), /ECONNREFUSED|ECONNRESET|hang up/),
  );
  await cluster.restart('kube-apiserver');
  await report.check(
    'api server: restarted, it has the same data',
    async () => {
      // Ready, it still answers 429 until a resource's storage is initialised.
      const after = await waitFor('the rollouts after the restart', () =>
        admin.get<any>(ROLLOUTS),
      );
      const uids = (list: any) => list.items.map((i: any) => i.metadata.uid);
      assert.deepEqual(uids(after), uids(before));
    },
  );
  await report.check('api server: an old version is gone', async () => {
    const watch = `${ROLLOUTS}?watch=true&resourceVersion=2&timeoutSeconds=2`;
    const text = await admin.text(watch).catch(error => String(error));
    assert.match(text, /too old resource version|\b410\b/);
  });
}
