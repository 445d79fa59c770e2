/**
 * The label by which Kubernetes tells the revisions of a Deployment apart. It
 * is on the ReplicaSets and pods of every Deployment, and what Flagger leaves
 * alone (a target) bears no other mark: its name and its labels are the
 * team's. So this is the least that can be asked for. Where a Canary is one of
 * few workloads, `deployments.clusters.<name>.namespaces` narrows it.
 */
export const HASH_LABEL = 'pod-template-hash';
