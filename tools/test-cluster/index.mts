/** What tests of this repository use: see README.md. */
export {
  applyObjects,
  parseManifests,
  readManifests,
} from './src/api/apply.mts';
export {
  KubeApiError,
  KubeClient,
  PATCH,
  type KubeEndpoint,
  type KubeObject,
} from './src/api/kube-client.mts';
export { installCrds } from './src/cluster/crds.mts';
export {
  clusterAccess,
  startCluster,
  type Cluster,
  type ClusterAccess,
} from './src/cluster/handle.mts';
export { dumpNamespace } from './src/api/dump.mts';
export { flaggerService } from './src/flagger/canary.mts';
export { startFlagger } from './src/flagger/flagger.mts';
export { FlaggerWorkload } from './src/flagger/workload.mts';
export {
  startLoadTester,
  type LoadTester,
} from './src/flagger/load-tester.mts';
export { startExporter, type Exporter } from './src/prometheus/exporter.mts';
export {
  startPrometheus,
  type Prometheus,
  type ScrapeTargets,
} from './src/prometheus/server.mts';
export { Nudge } from './src/nudge.mts';
export { StopWaiting, waitFor } from './src/wait.mts';
