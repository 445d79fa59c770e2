import { sourceContract } from '@heal7/backstage-plugin-deployments-node/testing';
import {
  deployment,
  HALF_WAY,
  ONE_OF_THREE,
  pod,
  replicaSet,
  SELECTOR,
  statefulPod,
  statefulSet,
} from './__testUtils__/objects';
import { deploymentSource, statefulSetSource } from '.';

// Many cases: they take a while on a busy machine.
jest.setTimeout(120_000);

const [, ...parts] = HALF_WAY;
const [, ...statefulParts] = ONE_OF_THREE;

describe('the engine of Deployments', () => {
  it.each(
    sourceContract(deploymentSource(SELECTOR), [
      { name: 'half way', objects: HALF_WAY },
      {
        name: 'rolled out',
        objects: [
          deployment(),
          replicaSet(1, { desired: 0, ready: 0 }),
          replicaSet(2, { desired: 3, ready: 3 }),
          pod(2, 0),
        ],
      },
      {
        name: 'the first revision',
        objects: [
          deployment({
            metadata: {
              annotations: { 'deployment.kubernetes.io/revision': '1' },
            },
          }),
          replicaSet(1, { desired: 3, ready: 3 }),
        ],
      },
      {
        name: 'paused',
        objects: [deployment({ spec: { paused: true } }), ...parts],
      },
      {
        name: 'not observed',
        objects: [deployment({ metadata: { generation: 3 } }), ...parts],
      },
      { name: 'without its label on the pods', objects: [deployment()] },
    ]),
  )('$name', async ({ check }) => {
    await expect(check()).resolves.toBeUndefined();
  });
});

describe('the engine of StatefulSets', () => {
  it.each(
    sourceContract(statefulSetSource(SELECTOR), [
      { name: 'one of three', objects: ONE_OF_THREE },
      {
        name: 'held back by a partition',
        objects: [
          statefulSet({
            spec: { updateStrategy: { rollingUpdate: { partition: 2 } } },
          }),
          ...statefulParts,
        ],
      },
      {
        name: 'updated on delete',
        objects: [
          statefulSet({ spec: { updateStrategy: { type: 'OnDelete' } } }),
          ...statefulParts,
        ],
      },
      {
        name: 'rolled out',
        objects: [
          statefulSet({
            status: { updatedReplicas: 3, currentRevision: 'db-two' },
          }),
          ...statefulParts,
          statefulPod(3, 'two', false),
        ],
      },
      { name: 'without its label on the pods', objects: [statefulSet()] },
    ]),
  )('$name', async ({ check }) => {
    await expect(check()).resolves.toBeUndefined();
  });
});
