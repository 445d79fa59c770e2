import { join } from 'node:path';
import { toolRoot } from '../paths.mts';
import { apiServerUrl, kubeconfigPath, pkiDir } from './kubeconfig.mts';
import { clusterDir, type ClusterState, type ComponentName } from './state.mts';

const SERVICE_CIDR = '10.96.0.0/16';

/** The controllers of kube-controller-manager that rollouts rely on. */
const CONTROLLERS = [
  'replicaset-controller',
  'deployment-controller',
  'statefulset-controller',
  'endpointslice-controller',
  'garbage-collector-controller',
  'namespace-controller',
  'job-controller',
];

/** Where the file of a component's output is. */
export function logPath(name: string, component: ComponentName): string {
  return join(clusterDir(name), 'logs', `${component}.log`);
}

const etcd = ({ name, ports }: ClusterState) => {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    '--name=default',
    `--data-dir=${join(clusterDir(name), 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--log-level=warn',
    // The data must survive a killed process, not a power cut.
    '--unsafe-no-fsync',
  ];
};

const apiserver = ({ name, ports }: ClusterState) => [
  `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
  '--bind-address=127.0.0.1',
  `--secure-port=${ports.apiserver}`,
  // An address for documentation: nothing uses it, and it must not be loopback.
  '--advertise-address=192.0.2.1',
  '--endpoint-reconciler-type=none',
  `--cert-dir=${pkiDir(name)}`,
  `--token-auth-file=${join(pkiDir(name), 'tokens.csv')}`,
  '--authorization-mode=RBAC',
  '--anonymous-auth=false',
  `--service-account-key-file=${join(pkiDir(name), 'service-accounts.pub')}`,
  `--service-account-signing-key-file=${join(
    pkiDir(name),
    'service-accounts.key',
  )}`,
  '--service-account-issuer=https://kubernetes.default.svc',
  `--service-cluster-ip-range=${SERVICE_CIDR}`,
  // No controller makes service accounts, and none takes off the taint of a
  // new node: without these two plugins every pod would be refused or wait.
  '--disable-admission-plugins=ServiceAccount,TaintNodesByCondition',
  '--kubelet-preferred-address-types=InternalIP',
  '--enable-priority-and-fairness=false',
  '--profiling=false',
];

const controllerManager = ({ name }: ClusterState) => [
  `--kubeconfig=${kubeconfigPath(name)}`,
  `--controllers=${CONTROLLERS.join(',')}`,
  '--leader-elect=false',
  '--secure-port=0',
  '--kube-api-qps=200',
  '--kube-api-burst=400',
];

const scheduler = ({ name }: ClusterState) => [
  `--kubeconfig=${kubeconfigPath(name)}`,
  '--leader-elect=false',
  '--secure-port=0',
  '--kube-api-qps=200',
  '--kube-api-burst=400',
];

const kwok = ({ name, ports }: ClusterState) => [
  `--kubeconfig=${kubeconfigPath(name)}`,
  `--config=${join(toolRoot, 'manifests', 'kwok.yaml')}`,
  '--manage-all-nodes=false',
  '--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake',
  '--node-ip=127.0.0.1',
  `--node-port=${ports.kwok}`,
  `--server-address=127.0.0.1:${ports.kwok}`,
  // It plays the kubelet that the API server asks for logs.
  `--tls-cert-file=${join(pkiDir(name), 'apiserver.crt')}`,
  `--tls-private-key-file=${join(pkiDir(name), 'apiserver.key')}`,
];

const rollouts = ({ name, ports }: ClusterState) => [
  `--kubeconfig=${kubeconfigPath(name)}`,
  '--leader-elect=false',
  `--metricsport=${ports.rolloutsMetrics}`,
  `--healthzPort=${ports.rolloutsHealth}`,
  '--qps=200',
  '--burst=400',
];

/** The command line of each component of a cluster. */
export function componentArguments(
  component: ComponentName,
  state: ClusterState,
): string[] {
  const make: Record<ComponentName, (state: ClusterState) => string[]> = {
    etcd,
    'kube-apiserver': apiserver,
    'kube-controller-manager': controllerManager,
    'kube-scheduler': scheduler,
    kwok,
    'rollouts-controller': rollouts,
  };
  return make[component](state);
}

/** The port whose being taken would stop a component, if it has one. */
export function componentPorts(
  component: ComponentName,
  { ports }: ClusterState,
): number[] {
  const used: Partial<Record<ComponentName, number[]>> = {
    etcd: [ports.etcd, ports.etcdPeer],
    'kube-apiserver': [ports.apiserver],
    kwok: [ports.kwok],
    'rollouts-controller': [ports.rolloutsMetrics, ports.rolloutsHealth],
  };
  return used[component] ?? [];
}

/** The health address of a component that has one of its own. */
export function healthUrl(
  component: ComponentName,
  state: ClusterState,
): string | undefined {
  switch (component) {
    case 'etcd':
      return `http://127.0.0.1:${state.ports.etcd}/health`;
    case 'kube-apiserver':
      return `${apiServerUrl(state)}/readyz`;
    case 'rollouts-controller':
      return `http://127.0.0.1:${state.ports.rolloutsHealth}/healthz`;
    default:
      return undefined;
  }
}
