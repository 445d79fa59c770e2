/**
 * Checks the charts with the real helm: `node charts/check.mts`.
 *
 * helm is the one in HEAL7_CACHE_DIR/bin (default .cache/bin), else on PATH.
 * Prints each statement that does not hold with its reasons, and
 * `N passed, N failed` as its last line. Exits 1 on a failure, 2 without helm.
 */
import { findHelm, HelmMissing } from './checks/helm.mts';
import { Report } from './checks/report.mts';
import { checkDelivery } from './heal7-service/tests/delivery.mts';
import { checkEngines } from './heal7-service/tests/engines.mts';
import { staleness } from './checks/docs.mts';
import { checkGenerated } from './heal7-service/tests/generated.mts';
import { checkKinds } from './heal7-service/tests/kinds.mts';
import { checkMatrix } from './heal7-service/tests/matrix.mts';
import { checkNetwork } from './heal7-service/tests/network.mts';
import { checkPlacement } from './heal7-service/tests/placement.mts';
import { checkPairs } from './heal7-service/tests/pairs.mts';
import { checkPod } from './heal7-service/tests/pod.mts';
import { checkRefusals } from './heal7-service/tests/refusals.mts';
import { checkScaling } from './heal7-service/tests/scaling.mts';

try {
  const helm = findHelm();
  const report = new Report();
  report.say('the README has every value', staleness('heal7-service'));
  checkMatrix(helm, report);
  checkDelivery(helm, report);
  checkEngines(helm, report);
  checkKinds(helm, report);
  checkNetwork(helm, report);
  await checkPairs(helm, report);
  checkPlacement(helm, report);
  checkPod(helm, report);
  checkScaling(helm, report);
  checkRefusals(helm, report);
  checkGenerated(helm, report);
  process.exitCode = report.close() ? 0 : 1;
} catch (error) {
  if (!(error instanceof HelmMissing)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
