import {
  asText,
  fieldOf,
  virtualServices,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  KubernetesObject,
  NamedReference,
  VirtualServiceData,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { isColour } from '../pair/colours';
import { readLock, readRelease } from '../pair/release';
import type { Lock, Release } from '../pair/release';
import { serviceOf } from './hosts';

/** What is kept of a VirtualService that routes to a colour. */
export interface RouteData extends VirtualServiceData {
  release: Release | null;
  lock: Lock | null;
}

/** Reads a VirtualService. Never throws. */
export function readRoutes(object: KubernetesObject): RouteData {
  return {
    ...virtualServices.digest(object)!.data,
    release: readRelease(object.metadata),
    lock: readLock(object.metadata),
  };
}

/** The VirtualServices that route to colours; all others are dropped. */
export const routes: WatchedKind<RouteData> = {
  ...virtualServices,
  digest(object) {
    const data = readRoutes(object);
    const namespace = asText(fieldOf(object.metadata, 'namespace'));
    const named = new Map<string, NamedReference>();
    for (const { host, subset } of data.routes.flatMap(
      route => route.destinations,
    )) {
      const service = isColour(subset) ? serviceOf(host, namespace) : null;
      if (service) {
        named.set(`${service.namespace}/${service.name}`, service);
      }
    }
    return named.size > 0 ? { belongsTo: [...named.values()], data } : null;
  },
};
