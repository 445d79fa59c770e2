import type { NewObject } from '../kubeObject.mts';
import type { Rollout } from '../simulator/rollout/types.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import {
  groupVersion,
  RESOURCE_TYPES,
  RESOURCES,
  type ResourceType,
} from '../store/resourceType.mts';
import {
  analysisTemplates,
  destinationRule,
  podTemplate,
  rollout,
  services,
  surroundings,
  virtualService,
} from './manifests.mts';
import { NAMESPACE, type Release, type ServiceDefinition } from './service.mts';

function typeOf(object: NewObject): ResourceType {
  const type = RESOURCE_TYPES.find(
    ({ kind, ...rest }) =>
      kind === object.kind && groupVersion(rest) === object.apiVersion,
  );
  if (!type) {
    throw new Error(`no resource serves ${object.apiVersion} ${object.kind}`);
  }
  return type;
}

/** Creates an object under the resource that its kind belongs to. */
export function createObject(store: ObjectStore, object: NewObject): void {
  store.create(typeOf(object), object);
}

/** The rollout of a service, if it is deployed. */
export function findRollout(
  store: ObjectStore,
  service: string,
): Rollout | undefined {
  return store.get<Rollout>(RESOURCES.rollouts, NAMESPACE, service);
}

/** Deploys a service for the first time, or a new version of it. */
export function deploy(
  store: ObjectStore,
  service: ServiceDefinition,
  release: Release,
): void {
  const existing = findRollout(store, service.name);
  if (existing) {
    const wanted = rollout(service, release).spec;
    store.replace<Rollout>(RESOURCES.rollouts, {
      ...existing,
      spec: {
        ...existing.spec,
        replicas: wanted.replicas,
        strategy: wanted.strategy,
        template: podTemplate(service, release),
      },
    });
    return;
  }
  const routes =
    service.strategy === 'canary'
      ? [virtualService(service), destinationRule(service)]
      : [];
  const objects: NewObject[] = [
    ...services(service),
    ...routes,
    ...analysisTemplates(service),
    ...surroundings(service),
    rollout(service, release),
  ];
  objects.forEach(object => createObject(store, object));
}
