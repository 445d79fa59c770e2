/**
 * The label by which the controller tells the revisions apart. It is on every
 * ReplicaSet and pod of a Rollout and on nothing else, so that a watch by its
 * existence never receives another workload's objects.
 */
export const HASH_LABEL = 'rollouts-pod-template-hash';
