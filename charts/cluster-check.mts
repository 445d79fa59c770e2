/**
 * Checks the charts on a real API server with the real controllers, Argo
 * Rollouts and Flagger, and a real Prometheus: `node charts/cluster-check.mts`.
 * Starts a test cluster of its own and ends it.
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
import { checkBlueGreen } from './heal7-service/tests/cluster/blue-green.mts';
import { checkCanary } from './heal7-service/tests/cluster/canary.mts';
import { clientOf } from './heal7-service/tests/cluster/client.mts';
import { checkFlagger } from './heal7-service/tests/cluster/flagger.mts';
import { checkJudge } from './heal7-service/tests/cluster/judge.mts';
import { checkQuery } from './heal7-service/tests/cluster/query.mts';
import { checkRules } from './heal7-service/tests/cluster/rules.mts';
import { checkUpgrade } from './heal7-service/tests/cluster/upgrade.mts';

const report = new Report();
const helm = findHelm();
checkQuery(helm, report);
checkRules(helm, report);
const cluster = await startCluster({ name: 'charts' });
const client = clientOf(cluster);
try {
  await installCrds(client, CRDS);
  // Each in a namespace of its own; most of the time they wait.
  const checks = await Promise.allSettled([
    checkAccepted(helm, client, report),
    checkCanary(helm, client, report),
    checkUpgrade(helm, cluster, client, report),
    checkJudge(helm, client, report),
    checkBlueGreen(helm, cluster, client, report),
    checkFlagger(helm, cluster, client, report),
  ]);
  for (const check of checks) {
    if (check.status === 'fulfilled') continue;
    report.say('every check comes to its end', [String(check.reason)]);
  }
} finally {
  client.close();
  await cluster.stop();
}
process.exitCode = report.close() ? 0 : 1;
