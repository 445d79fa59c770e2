import type {
  ObservedObject,
  VirtualServiceData,
} from '@heal7/backstage-plugin-deployments-node';
import { compareTexts } from '@heal7/backstage-plugin-deployments-node';
import type {
  RolloutData,
  VirtualServiceSpecData,
} from '../rollout/RolloutData';

/** A VirtualService that is known, and what the rollout says of it. */
export interface NamedVirtualService {
  wanted: VirtualServiceSpecData;
  found: ObservedObject<VirtualServiceData>;
}

/** Those that the rollout names, sorted by namespace and name. */
export function namedVirtualServices(
  data: RolloutData,
  namespace: string,
  virtualServices: ObservedObject<VirtualServiceData>[],
): NamedVirtualService[] {
  const named = data.spec.canary?.trafficRouting?.virtualServices ?? [];
  return virtualServices
    .flatMap(found => {
      const wanted = named.find(
        service =>
          service.name === found.name &&
          (service.namespace || namespace) === found.namespace,
      );
      return wanted ? [{ wanted, found }] : [];
    })
    .sort(
      (a, b) =>
        compareTexts(a.found.namespace, b.found.namespace) ||
        compareTexts(a.found.name, b.found.name),
    );
}
