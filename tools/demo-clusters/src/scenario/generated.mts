import { kubeTime } from '../clock/clock.mts';
import type { NewObject } from '../kubeObject.mts';
import { safeHash, type PodTemplate } from '../simulator/podTemplate.mts';
import { podTemplateHash } from '../simulator/podTemplate.mts';
import {
  DESIRED_ANNOTATION,
  HASH_LABEL,
  REVISION_ANNOTATION,
  type Rollout,
} from '../simulator/rollout/types.mts';
import { stepHash } from '../simulator/rollout/statusSync.mts';
import type { Pod, ReplicaSet } from '../simulator/workloadTypes.mts';
import { RESOURCES } from '../store/resourceType.mts';
import { serviceLabels } from './manifests.mts';
import type { Scenario, Stage } from './scenario.mts';
import { NAMESPACE } from './service.mts';

/** How much to generate. */
export interface GeneratedSize {
  rollouts: number;
  /** Revisions of each rollout; only the newest has pods. */
  replicaSets: number;
  /** Pods of each rollout. */
  pods: number;
}

const SELECTOR = { 'app.kubernetes.io/part-of': 'generated' };

/** Templates are shared by all rollouts, so that thousands cost little. */
function templates(count: number): { hash: string; template: PodTemplate }[] {
  return Array.from({ length: count }, (_, index) => {
    const template: PodTemplate = {
      metadata: { labels: SELECTOR },
      spec: {
        containers: [
          {
            name: 'app',
            image: `ghcr.io/heal7/generated:1.0.${index}`,
            ports: [{ name: 'http', containerPort: 8080 }],
          },
        ],
      },
    };
    return { hash: podTemplateHash(template), template };
  });
}

function createRollout(
  { store, clock }: Stage,
  name: string,
  size: GeneratedSize,
  revisions: ReturnType<typeof templates>,
): void {
  const labels = serviceLabels(name);
  const time = kubeTime(clock.now());
  const { hash, template } = revisions[revisions.length - 1];
  const owner = (kind: string, uid: string, ownerName: string) => ({
    apiVersion: kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1',
    kind,
    name: ownerName,
    uid,
    controller: true,
  });
  const draft: NewObject<Rollout> = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name,
      namespace: NAMESPACE,
      labels,
      annotations: { [REVISION_ANNOTATION]: String(size.replicaSets) },
    },
    spec: {
      replicas: size.pods,
      selector: { matchLabels: SELECTOR },
      strategy: { canary: { steps: [{ setWeight: 50 }, { pause: {} }] } },
      template,
    },
    status: {
      phase: 'Healthy',
      observedGeneration: '1',
      currentPodHash: hash,
      stableRS: hash,
      currentStepIndex: 2,
      replicas: size.pods,
      HPAReplicas: size.pods,
      updatedReplicas: size.pods,
      readyReplicas: size.pods,
      availableReplicas: size.pods,
      canary: {},
      blueGreen: {},
      conditions: [
        {
          type: 'Healthy',
          status: 'True',
          reason: 'RolloutHealthy',
          message: 'Rollout is healthy',
          lastTransitionTime: time,
          lastUpdateTime: time,
        },
      ],
    },
  };
  draft.status = {
    ...draft.status,
    canary: {},
    blueGreen: {},
    currentStepHash: stepHash(draft as Rollout),
  };
  const rollout = store.create<Rollout>(RESOURCES.rollouts, draft);
  revisions.forEach((revision, index) => {
    const count = revision.hash === hash ? size.pods : 0;
    const hashLabels = { ...SELECTOR, [HASH_LABEL]: revision.hash };
    const replicaSet = store.create<ReplicaSet>(RESOURCES.replicaSets, {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${revision.hash}`,
        namespace: NAMESPACE,
        labels: hashLabels,
        annotations: {
          [REVISION_ANNOTATION]: String(index + 1),
          [DESIRED_ANNOTATION]: String(size.pods),
        },
        ownerReferences: [owner('Rollout', rollout.metadata.uid, name)],
      },
      spec: {
        replicas: count,
        selector: { matchLabels: hashLabels },
        template: revision.template,
      },
      status: {
        replicas: count,
        readyReplicas: count,
        availableReplicas: count,
      },
    });
    const { name: owned, uid } = replicaSet.metadata;
    for (let pod = 0; pod < count; pod += 1) {
      store.create<Pod>(RESOURCES.pods, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: `${owned}-${safeHash(`${uid}${pod}`).slice(-5)}${pod}`,
          namespace: NAMESPACE,
          labels: hashLabels,
          ownerReferences: [owner('ReplicaSet', uid, owned)],
        },
        spec: revision.template.spec,
        status: {
          phase: 'Running',
          conditions: [
            { type: 'Ready', status: 'True', lastTransitionTime: time },
          ],
          containerStatuses: [
            {
              name: 'app',
              image: revision.template.spec.containers[0].image,
              imageID: '',
              ready: true,
              started: true,
              restartCount: 0,
              state: { running: { startedAt: time } },
            },
          ],
        },
      });
    }
  });
}

/** Many healthy rollouts that rest until somebody writes to them. */
export function createGeneratedScenario(size: GeneratedSize): Scenario {
  return stage => {
    const revisions = templates(Math.max(1, size.replicaSets));
    for (let index = 0; index < size.rollouts; index += 1) {
      const name = `generated-${String(index).padStart(5, '0')}`;
      createRollout(stage, name, size, revisions);
    }
    stage.simulator.rest();
    return () => {};
  };
}
