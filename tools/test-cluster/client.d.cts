/** One program of a cluster. */
export type ComponentName =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kwok'
  | 'rollouts-controller';

/** A running cluster, and what a test may do to it. */
export interface Cluster {
  name: string;
  /** `https://127.0.0.1:<port>` */
  url: string;
  /** The certificate authority as base64 PEM, as kubeconfigs have it. */
  caData: string;
  caFile: string;
  /** May do what `rbac/portal-read.yaml` says. */
  readToken: string;
  /** May do what `rbac/portal-act.yaml` says. */
  actToken: string;
  /** May do everything. */
  adminToken: string;
  kubeconfigPath: string;
  /** Ends the cluster and deletes its data. */
  stop(): Promise<void>;
  /** Ends one component at once, as a crash would. */
  kill(component: ComponentName): Promise<void>;
  /** Ends one component and starts it again: same port, same data. */
  restart(component: ComponentName): Promise<void>;
  /** Stops one component: it takes connections and never answers. */
  freeze(component: ComponentName): Promise<void>;
  /** Lets a frozen component go on. */
  thaw(component: ComponentName): Promise<void>;
}

/** A Prometheus that scrapes an exporter each second. */
export interface Metrics {
  prometheusUrl: string;
  exporterUrl: string;
  /** From now on, this share of the requests fails (0 to 1). */
  setErrorRatio(ratio: number): Promise<void>;
  /** From now on, a request takes this long on average, in seconds. */
  setLatency(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** Brings a cluster up (seconds once the binaries are built). */
export function startCluster(options: { name: string }): Promise<Cluster>;

/** Starts an exporter and a Prometheus that scrapes it under a job's name. */
export function startMetrics(options: { job: string }): Promise<Metrics>;
