import type { JsonObject } from '@backstage/types';
import type {
  DeploymentEvent,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  KubernetesObject,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import {
  observed,
  observedGroup,
} from '@heal7/backstage-plugin-deployments-node/testing';
import { readCanary } from '../canary/readCanary';
import type { CanaryData } from '../canary/CanaryData';
import { canaries } from '../kinds';
import { project } from '../project/project';

export const NAMESPACE = 'heal7-production';
export const NAME = 'heal7-web-main';
export const GATE = 'http://flagger-loadtester.test/gate/check';
export const ROLLBACK = 'http://flagger-loadtester.test/rollback/check';

/** A hook of that type, at a gate unless told otherwise. */
export const hook = (type: string, url: string = GATE) => ({
  type,
  name: `the-${type}`,
  url,
});

/** Parts of a Canary that a test cares about. */
export interface CanaryParts {
  metadata?: JsonObject;
  spec?: JsonObject;
  analysis?: JsonObject;
  status?: JsonObject | null;
}

/** A canary in steps of 20 up to 60 at 20 %, as the API server sends it. */
export function canaryObject(parts: CanaryParts = {}): KubernetesObject {
  const { metadata, spec, analysis, status } = parts;
  const phase = (status?.phase as string) ?? 'Progressing';
  return {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: {
      name: NAME,
      namespace: NAMESPACE,
      uid: 'canary-uid',
      generation: 1,
      ...metadata,
    },
    spec: {
      provider: 'istio',
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: NAME },
      service: { port: 80 },
      analysis: {
        interval: '30s',
        threshold: 5,
        stepWeight: 20,
        maxWeight: 60,
        metrics: [
          {
            name: 'error-ratio',
            interval: '1m',
            templateRef: { name: 'error-ratio' },
            thresholdRange: { max: 1 },
          },
        ],
        ...analysis,
      },
      ...spec,
    },
    ...(status === null
      ? {}
      : {
          status: {
            phase,
            canaryWeight: 20,
            failedChecks: 0,
            iterations: 0,
            conditions: [
              {
                type: 'Promoted',
                status: 'Unknown',
                reason: phase,
                message: `It is ${phase}.`,
                lastTransitionTime: '2026-01-02T02:00:00Z',
                lastUpdateTime: '2026-01-02T03:00:00Z',
              },
            ],
            ...status,
          },
        }),
  };
}

/** A Canary as it is kept. */
export const canary = (parts: CanaryParts = {}): CanaryData =>
  readCanary(canaryObject(parts));

/** What the collector keeps of any object of a kind. */
export const seen = <TData>(
  kind: WatchedKind<TData>,
  object: KubernetesObject,
): ObservedObject<TData> => observed(kind, object);

/** The state of a Canary among these objects. */
export function stateOf(
  root: KubernetesObject,
  ...objects: ObservedObject[]
): DeploymentState {
  return project(
    observedGroup('eks-heal7-production', observed(canaries, root), objects),
  );
}

/** An event of Flagger's, some seconds after three. */
export const event = (
  message: string,
  seconds = 0,
  count = 1,
): DeploymentEvent => ({
  type: 'Warning',
  reason: 'Synced',
  message,
  count,
  lastSeenAt: `2026-01-02T03:00:${String(seconds).padStart(2, '0')}Z`,
  about: `Canary/${NAME}`,
});
