import {
  asCount,
  asFields,
  asInteger,
  asList,
  asText,
  asTexts,
  asTime,
  fieldOf,
  pathOf,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  BlueGreenSpecData,
  CanarySpecData,
  DestinationRuleSpecData,
  RolloutSpecData,
  VirtualServiceSpecData,
} from './RolloutData';
import { readStep } from './steps';

// In the order in which they are named to people when several are set.
const ROUTERS = [
  'istio',
  'nginx',
  'alb',
  'smi',
  'ambassador',
  'appMesh',
  'traefik',
  'apisix',
];
const NOT_ROUTERS = ['managedRoutes', 'maxTrafficWeight', 'plugins'];

function routerOf(routing: Record<string, unknown>): string | null {
  const set = Object.keys(routing).filter(key => asFields(routing[key]));
  return (
    ROUTERS.find(router => set.includes(router)) ??
    Object.keys(asFields(routing.plugins) ?? {}).sort()[0] ??
    set.filter(key => !NOT_ROUTERS.includes(key)).sort()[0] ??
    null
  );
}

function virtualServicesOf(istio: unknown): VirtualServiceSpecData[] {
  return [
    fieldOf(istio, 'virtualService'),
    ...asList(fieldOf(istio, 'virtualServices')),
  ].flatMap(service => {
    // Written `name` or `name.namespace`.
    const [name, namespace = ''] = asText(fieldOf(service, 'name')).split('.');
    const routes = asTexts(fieldOf(service, 'routes'));
    return name === '' ? [] : [{ namespace, name, routes }];
  });
}

function destinationRuleOf(istio: unknown): DestinationRuleSpecData | null {
  const rule = fieldOf(istio, 'destinationRule');
  const name = asText(fieldOf(rule, 'name'));
  return name === ''
    ? null
    : {
        name,
        stableSubset: asText(fieldOf(rule, 'stableSubsetName')),
        canarySubset: asText(fieldOf(rule, 'canarySubsetName')),
      };
}

function readRouting(value: unknown): CanarySpecData['trafficRouting'] {
  const routing = asFields(value);
  if (!routing) {
    return null;
  }
  const maxWeight = asInteger(routing.maxTrafficWeight);
  return {
    router: routerOf(routing),
    maxWeight: maxWeight !== undefined && maxWeight > 0 ? maxWeight : 100,
    managedRoutes: asTexts(
      asList(routing.managedRoutes).map(route => fieldOf(route, 'name')),
    ),
    virtualServices: virtualServicesOf(routing.istio),
    destinationRule: destinationRuleOf(routing.istio),
  };
}

function pingPongOf(value: unknown): CanarySpecData['pingPong'] {
  const ping = asText(fieldOf(value, 'pingService'));
  const pong = asText(fieldOf(value, 'pongService'));
  return ping === '' || pong === '' ? null : { ping, pong };
}

function readCanary(value: unknown): CanarySpecData | null {
  const canary = asFields(value);
  return canary
    ? {
        steps: asList(canary.steps).map(readStep),
        stableService: asText(canary.stableService),
        canaryService: asText(canary.canaryService),
        pingPong: pingPongOf(canary.pingPong),
        trafficRouting: readRouting(canary.trafficRouting),
      }
    : null;
}

function readBlueGreen(value: unknown): BlueGreenSpecData | null {
  const blueGreen = asFields(value);
  return blueGreen
    ? {
        activeService: asText(blueGreen.activeService),
        autoPromotionSeconds: asCount(blueGreen.autoPromotionSeconds),
        postPromotionAnalysis:
          asFields(blueGreen.postPromotionAnalysis) !== undefined,
      }
    : null;
}

/** Reads `spec` of a Rollout. */
export function readSpec(spec: unknown): RolloutSpecData {
  const workloadRef = asFields(fieldOf(spec, 'workloadRef'));
  return {
    replicas: Math.max(asInteger(fieldOf(spec, 'replicas')) ?? 1, 0),
    paused: fieldOf(spec, 'paused') === true,
    restartAt: asTime(fieldOf(spec, 'restartAt')),
    workloadRef: workloadRef
      ? {
          apiVersion: asText(workloadRef.apiVersion),
          kind: asText(workloadRef.kind),
          name: asText(workloadRef.name),
        }
      : null,
    canary: readCanary(pathOf(spec, 'strategy', 'canary')),
    blueGreen: readBlueGreen(pathOf(spec, 'strategy', 'blueGreen')),
  };
}
