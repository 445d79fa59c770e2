/**
 * Checks the charts' routes with real requests, through a real proxy (Envoy)
 * that the real control plane (istiod) configures from what the chart and the
 * real Argo Rollouts wrote: `node charts/mesh-check.mts`. Needs to be root, for
 * the addresses of the fake node's pods.
 *
 * Prints each statement that does not hold with its reasons, and
 * `N passed, N failed` as its last line. Exits 1 on a failure.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  applyObjects,
  installCrds,
  startCluster,
} from '../tools/test-cluster/index.mts';
import { findHelm } from './checks/helm.mts';
import { Report } from './checks/report.mts';
import { CRDS } from './heal7-service/tests/cluster/accepted.mts';
import { clientOf } from './heal7-service/tests/cluster/client.mts';
import { NAMESPACE } from './heal7-service/tests/mesh/names.mts';
import { platform } from './heal7-service/tests/mesh/platform.mts';
import { checkRouting } from './heal7-service/tests/mesh/routing.mts';
import { startGateway } from './mesh/gateway.mts';
import { startIstiod } from './mesh/istiod.mts';
import { Pods } from './mesh/pods.mts';
import { freePorts, type Running } from './mesh/process.mts';

const report = new Report();
const folder = await mkdtemp(join(tmpdir(), 'heal7-mesh-'));
const cluster = await startCluster({ name: 'mesh' });
const client = clientOf(cluster);
const started: Running[] = [];
try {
  await installCrds(client, CRDS);
  const [port] = (await freePorts(1)) as [number];
  await applyObjects(client, [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'istio-system' },
    },
    ...platform(port),
  ]);
  const istiod = await startIstiod({
    kubeconfig: cluster.kubeconfigPath,
    folder,
  });
  started.push(istiod);
  started.push(await startGateway({ istiodPort: istiod.port, folder }));
  const pods = new Pods(client, NAMESPACE, 3000);
  started.push(pods);
  const helm = findHelm();
  await checkRouting({ helm, cluster, client, pods, port, report });
} finally {
  for (const part of started.reverse()) await part.stop();
  client.close();
  await cluster.stop();
}
const passed = report.close();
if (passed) await rm(folder, { recursive: true });
else console.log(`The logs of istiod and Envoy are in ${folder}`);
process.exitCode = passed ? 0 : 1;
