// The script with what it meets in production: objects of the golden chart, and
// a Prometheus that counts the requests of the pods there are.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { findHelm } from '../../charts/checks/helm.mts';
import {
  applyObjects,
  startCluster,
  startPrometheus,
  type Cluster,
  type KubeClient,
} from '../../tools/test-cluster/index.mts';
import { image, SERVICE } from './objects.mts';
import { named, place } from './strategy.mts';

let cluster: Cluster;
before(async () => {
  cluster = await startCluster({ name: 'delivery' });
});
after(() => cluster?.stop());

/**
 * What the pods of a namespace would count, 50 requests a second each. Those of
 * the image `bad` answer every tenth with 500.
 */
async function startPods(client: KubeClient, namespace: string, bad: string) {
  const since = new Map<string, number>();
  const server = createServer(async (_request, response) => {
    const { items } = await client.get(`/api/v1/namespaces/${namespace}/pods`);
    const lines: string[] = [];
    for (const { metadata, spec } of items) {
      const start = since.get(metadata.name) ?? Date.now();
      since.set(metadata.name, start);
      const requests = (Date.now() - start) / 20;
      const failed = spec.containers.some(
        (container: { image: string }) => container.image === bad,
      )
        ? requests / 10
        : 0;
      const labels = `namespace="${namespace}",pod="${metadata.name}"`;
      lines.push(
        `http_requests_total{${labels},code="200"} ${requests - failed}`,
        `http_requests_total{${labels},code="503"} ${failed}`,
      );
    }
    response.end(`# TYPE http_requests_total counter\n${lines.join('\n')}\n`);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, stop: () => server.close() };
}

test("the golden chart's colours, judged by a real Prometheus", async () => {
  const namespace = 'delivery-real';
  const at = await place(cluster, namespace, []);
  const [repository, digest] = image('0').split('@');
  const manifests = findHelm().template('heal7-service', {
    namespace,
    values: {
      name: SERVICE,
      image: { repository, digest },
      port: 8000,
      autoscaling: { enabled: false },
      replicas: 2,
      istio: { apiVersion: 'networking.istio.io/v1beta1' },
      delivery: { engine: 'istio-blue-green' },
    },
  });
  const wanted = ['Deployment', 'VirtualService', 'ServiceAccount'];
  await applyObjects(
    at.client,
    manifests
      .filter(({ kind }) => wanted.includes(kind))
      .map(object => ({
        ...object,
        metadata: { ...object.metadata, namespace },
      })),
  );
  const pods = await startPods(at.client, namespace, image('b'));
  const prometheus = await startPrometheus({ pods: pods.address });
  const release = (digit: string) =>
    at.run([
      ...['--image', image(digit), '--prometheus', prometheus.url],
      ...['--watch-seconds', '8'],
    ]);
  try {
    const good = await release('1');
    assert.equal(good.code, 0, good.text);
    assert.match(good.text, /settling.* 0 of \d{3,} requests answered 5xx/);

    const bad = await release('b');
    assert.equal(bad.code, 1, bad.text);
    assert.match(bad.text, /requests answered 5xx, more than 1 %/);

    const route = await at.client.get(at.ROUTE);
    assert.deepEqual(
      named(route, 'primary').route.map(
        (to: { destination: { subset: string }; weight: number }) => [
          to.destination.subset,
          to.weight,
        ],
      ),
      [
        ['blue', 0],
        ['green', 100],
      ],
    );
    const { spec } = await at.client.get(at.deployment('blue'));
    assert.equal(spec.replicas, 0);
  } finally {
    await prometheus.stop();
    pods.stop();
    await at.remove();
  }
});
