import type {
  DeploymentRevision,
  DeploymentTraffic,
  DeploymentTrafficDifference,
  DeploymentWeight,
} from '@heal7/backstage-plugin-deployments-common';
import {
  compareTexts,
  deadEndOf,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  DestinationRuleData,
  ObservedObject,
  VirtualServiceData,
} from '@heal7/backstage-plugin-deployments-node';
import { fullyPromoted } from '../rollout/facts';
import type { RolloutData } from '../rollout/RolloutData';
import { rolesOf } from './roles';
import { routedTraffic } from './routedTraffic';

/** What the traffic of a rollout is read from. */
export interface TrafficInput {
  data: RolloutData;
  root: { namespace: string; name: string };
  weight: DeploymentWeight;
  revisions: DeploymentRevision[];
  virtualServices: ObservedObject<VirtualServiceData>[];
  destinationRules: ObservedObject<DestinationRuleData>[];
}

const readyIn = (revisions: DeploymentRevision[]) => (hash: string) =>
  revisions.find(revision => revision.hash === hash)?.replicas.ready ?? null;

const percent = (part: number, whole: number) =>
  Math.round((part * 10_000) / whole) / 100;

/** Percent that the newest revision is meant to get. */
const asked = ({ set, max }: DeploymentWeight) => percent(set, max);

/** Percent that the newest revision gets. */
function sent(traffic: DeploymentTraffic, data: RolloutData): number {
  return traffic.shares
    .filter(({ hash }) => hash !== '' && hash === data.status?.currentPodHash)
    .reduce((sum, { weight }) => sum + weight, 0);
}

// Weights are whole numbers, and shares of them rounded.
const same = (a: number, b: number) => Math.abs(a - b) < 0.6;

/** Pods share evenly: all that are ready behind the Service of the rollout. */
function sharedByReplicas(input: TrafficInput): DeploymentTraffic {
  const { data, root, revisions } = input;
  const serving = revisions.filter(({ replicas }) => replicas.ready > 0);
  const total = serving.reduce((sum, { replicas }) => sum + replicas.ready, 0);
  return {
    source: 'replicas',
    about: `Rollout ${root.namespace}/${root.name}`,
    shares: serving
      .map(({ hash, role, replicas }) => ({
        hash,
        role,
        destination: `${replicas.ready} of ${total} pods`,
        weight: percent(replicas.ready, total),
      }))
      .sort((a, b) => b.weight - a.weight || compareTexts(a.hash, b.hash)),
    mirroredPercent: 0,
    sticky: false,
    difference:
      data.status?.readyReplicas === 0 && data.spec.replicas > 0
        ? { code: 'dead-end', message: 'No pod is ready to take a request.' }
        : null,
  };
}

function differenceByReplicas(
  traffic: DeploymentTraffic,
  input: TrafficInput,
): DeploymentTrafficDifference | null {
  const { data, weight, revisions } = input;
  const want = asked(weight);
  const get = sent(traffic, data);
  if (traffic.shares.length === 0 || same(want, get)) {
    return null;
  }
  const waiting = revisions.some(
    ({ replicas }) => replicas.ready !== replicas.desired,
  );
  return waiting
    ? {
        code: 'pods-not-ready',
        message: `${want} % is asked for and ${get} % of the ready pods are new; pods are still coming and going.`,
      }
    : {
        code: 'rounded-by-replicas',
        message: `${want} % is asked for and ${get} % of the pods are new: so few pods cannot share more exactly. More replicas or a traffic router can.`,
      };
}

/** Blue-green: the Service selects one revision, and that one gets all. */
function selectedByService(input: TrafficInput): DeploymentTraffic | null {
  const { data, root } = input;
  const hash = data.status?.activeSelector ?? '';
  const service = data.spec.blueGreen?.activeService ?? '';
  return hash === ''
    ? null
    : {
        source: 'service',
        about: `Service ${root.namespace}/${service}`,
        shares: [
          {
            hash,
            role: rolesOf(data, hash)[0],
            destination: service,
            weight: 100,
          },
        ],
        mirroredPercent: 0,
        sticky: false,
        difference: null,
      };
}

function differenceOfRoutes(
  traffic: DeploymentTraffic,
  input: TrafficInput,
): DeploymentTrafficDifference | null {
  const { data, weight, revisions } = input;
  if (traffic.shares.every(({ role }) => role === null)) {
    return {
      code: 'no-route',
      message: `${traffic.about} sends no request to a revision of this rollout.`,
    };
  }
  const want = asked(weight);
  const get = sent(traffic, data);
  if (same(want, get)) {
    return null;
  }
  const both = `${want} % is asked for and ${get} % is routed`;
  const reported = fullyPromoted(data)
    ? null
    : data.status?.canaryWeight ?? null;
  // The controller writes the route first and the status after it.
  if (reported !== null && !same(percent(reported, weight.max), get)) {
    return {
      code: 'changed-by-others',
      message: `${both}, which the controller has not written: ${traffic.about} was changed beside it.`,
    };
  }
  const newest = revisions.find(
    ({ hash }) => hash === data.status?.currentPodHash,
  );
  if (data.spec.paused) {
    return {
      code: 'not-routed-yet',
      message: `${both}: the rollout was paused by hand before the route was changed.`,
    };
  }
  return newest && newest.replicas.available < newest.replicas.desired
    ? {
        code: 'pods-not-ready',
        message: `${both}: the controller waits for pods (${newest.replicas.available} of ${newest.replicas.desired} are available).`,
      }
    : {
        code: 'not-routed-yet',
        message: `${both}: the controller has not changed the route yet.`,
      };
}

/**
 * Where requests really go, and why that is not what was asked for; null when
 * nothing that routes them is known. Other routers than Istio write objects
 * that are not watched.
 */
export function trafficOf(input: TrafficInput): DeploymentTraffic | null {
  const { data, root, revisions, virtualServices, destinationRules } = input;
  if (!data.spec.canary) {
    const traffic = selectedByService(input);
    return (
      traffic && {
        ...traffic,
        difference: deadEndOf(traffic, readyIn(revisions)),
      }
    );
  }
  if (!data.spec.canary.trafficRouting) {
    const traffic = sharedByReplicas(input);
    return {
      ...traffic,
      difference: traffic.difference ?? differenceByReplicas(traffic, input),
    };
  }
  const traffic = routedTraffic(
    data,
    root.namespace,
    virtualServices,
    destinationRules,
  );
  return (
    traffic && {
      ...traffic,
      difference:
        traffic.difference ??
        deadEndOf(traffic, readyIn(revisions)) ??
        differenceOfRoutes(traffic, input),
    }
  );
}
