/**
 * Checks the charts on a real API server with the real Argo Rollouts
 * controller: `node charts/cluster-check.mts`. Starts a test cluster of its own
 * and ends it.
 *
 * Prints each statement that does not hold with its reasons, and
 * `N passed, N failed` as its last line. Exits 1 on a failure.
 */
import { installCrds, startCluster } from '../tools/test-cluster/index.mts';
import { findHelm } from './checks/helm.mts';
import { Report } from './checks/report.mts';
import {
  checkAccepted,
  CRDS,
} from './heal7-service/tests/cluster/accepted.mts';
import { checkCanary } from './heal7-service/tests/cluster/canary.mts';
import { clientOf } from './heal7-service/tests/cluster/client.mts';
import { checkQuery } from './heal7-service/tests/cluster/query.mts';
import { checkUpgrade } from './heal7-service/tests/cluster/upgrade.mts';

const report = new Report();
const helm = findHelm();
checkQuery(helm, report);
const cluster = await startCluster({ name: 'charts' });
const client = clientOf(cluster);
try {
  await installCrds(client, CRDS);
  await checkAccepted(helm, client, report);
  await checkCanary(helm, client, report);
  await checkUpgrade(helm, cluster, client, report);
} finally {
  client.close();
  await cluster.stop();
}
process.exitCode = report.close() ? 0 : 1;
