import {
  asList,
  asText,
  destinationRules,
  fieldOf,
  pathOf,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  KubernetesObject,
  NamedReference,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';

/**
 * Deployments that another engine steers, and shows. What steers them names
 * them; nothing else is kept of it.
 */
const named = (namespace: string, ...names: string[]): NamedReference[] =>
  names
    .filter(name => name !== '')
    .map(name => ({ kind: 'deployments', namespace, name }));

const steering = (belongsTo: NamedReference[]) =>
  belongsTo.length > 0 ? { belongsTo, data: null } : null;

const namespaceOf = (object: KubernetesObject) =>
  asText(fieldOf(object.metadata, 'namespace'));

const targetOf = (reference: unknown) =>
  asText(fieldOf(reference, 'kind')) === 'Deployment'
    ? asText(fieldOf(reference, 'name'))
    : '';

/** Rollouts of Argo that take their pod template from a Deployment. */
export const rollouts: WatchedKind<null> = {
  id: 'rollouts',
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  optional: true,
  digest: object =>
    steering(
      named(namespaceOf(object), targetOf(fieldOf(object.spec, 'workloadRef'))),
    ),
};

/** Canaries of Flagger, which makes a second Deployment for each. */
export const canaries: WatchedKind<null> = {
  id: 'canaries',
  group: 'flagger.app',
  version: 'v1beta1',
  plural: 'canaries',
  optional: true,
  digest(object) {
    const target = targetOf(pathOf(object.spec, 'targetRef'));
    return steering(
      target === ''
        ? []
        : named(namespaceOf(object), target, `${target}-primary`),
    );
  },
};

/** DestinationRules of the two colours of a service. */
export const blueGreenPairs: WatchedKind<null> = {
  ...destinationRules,
  digest(object) {
    const digest = destinationRules.digest(object);
    const { host, subsets } = digest!.data;
    const colours = ['blue', 'green'];
    const paired = colours.every(colour =>
      subsets.some(({ name }) => name === colour),
    );
    const [service, namespace = namespaceOf(object)] = host.split('.');
    return steering(
      paired && service !== ''
        ? named(namespace, ...colours.map(colour => `${service}-${colour}`))
        : [],
    );
  },
};

// API groups of engines that make Deployments of their own.
const ENGINES = ['argoproj.io', 'flagger.app', 'serving.knative.dev'];

/** Whether its controller is another engine. */
export function isSteered(object: KubernetesObject): boolean {
  return asList(fieldOf(object.metadata, 'ownerReferences')).some(
    reference =>
      fieldOf(reference, 'controller') === true &&
      ENGINES.includes(asText(fieldOf(reference, 'apiVersion')).split('/')[0]),
  );
}
