import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import { readRollout } from '../rollout/readRollout';
import type { RolloutData } from '../rollout/RolloutData';

/** Parts of a Rollout that a test cares about. */
export interface RolloutParts {
  metadata?: JsonObject;
  spec?: JsonObject;
  status?: JsonObject;
}

/** The customer's own canary: a header route, 10 %, a pause, 50 %, 10 min. */
export const HEAL7_STEPS: JsonObject[] = [
  {
    setHeaderRoute: {
      name: 'canary-header',
      match: [{ headerName: 'canary', headerValue: { exact: 'true' } }],
    },
  },
  { setWeight: 10 },
  { pause: {} },
  { setWeight: 50 },
  { pause: { duration: '10m' } },
];

/** A Rollout object as the API server sends it. */
export function rolloutObject(parts: RolloutParts = {}): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name: 'heal7-web-main',
      namespace: 'heal7-production',
      uid: 'rollout-uid',
      generation: 1,
      ...parts.metadata,
    },
    spec: parts.spec,
    status: parts.status,
  };
}

/** A Rollout as it is kept. */
export function rollout(parts: RolloutParts = {}): RolloutData {
  return readRollout(rolloutObject(parts));
}

/** A canary with steps, whose new revision `new` replaces `old`. */
export function canary(
  status: JsonObject = {},
  options: {
    steps?: JsonObject[];
    canary?: JsonObject;
    spec?: JsonObject;
  } = {},
): RolloutParts {
  return {
    spec: {
      replicas: 4,
      strategy: {
        canary: { steps: options.steps ?? HEAL7_STEPS, ...options.canary },
      },
      ...options.spec,
    },
    status: {
      observedGeneration: '1',
      currentPodHash: 'new',
      stableRS: 'old',
      currentStepIndex: 1,
      replicas: 4,
      updatedReplicas: 4,
      readyReplicas: 4,
      availableReplicas: 4,
      ...status,
    },
  };
}

/** A blue-green rollout, whose new revision `new` replaces `old`. */
export function blueGreen(
  status: JsonObject = {},
  strategy: JsonObject = {},
): RolloutParts {
  return {
    spec: { replicas: 4, strategy: { blueGreen: strategy } },
    status: {
      currentPodHash: 'new',
      stableRS: 'old',
      updatedReplicas: 4,
      availableReplicas: 4,
      blueGreen: { activeSelector: 'old', previewSelector: 'new' },
      ...status,
    },
  };
}
