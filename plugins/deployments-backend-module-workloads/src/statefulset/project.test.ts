import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import {
  observed,
  observedGroup,
  readerOf,
} from '@heal7/backstage-plugin-deployments-node/testing';
import {
  ONE_OF_THREE,
  SELECTOR,
  statefulPod,
  statefulSet,
  template,
} from '../__testUtils__/objects';
import { statefulSetKinds } from './kinds';
import { projectStatefulSet } from './project';
import { statefulSetSource } from './source';

const kinds = statefulSetKinds(SELECTOR);
const KIND_OF = new Map<string, any>([
  ['ControllerRevision', kinds.controllerRevisions],
  ['Pod', kinds.pods],
]);
const [, ...parts] = ONE_OF_THREE;

const project = ([root, ...others]: KubernetesObject[]) =>
  projectStatefulSet(
    observedGroup(
      'eks',
      observed(kinds.statefulSets, root),
      others.map(object => observed(KIND_OF.get(object.kind!), object)),
    ),
    kinds,
  );

const rolling = (partition: number) => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } },
});

describe('the phase of a StatefulSet', () => {
  it.each([
    [
      'the controller has not seen the spec',
      { metadata: { generation: 3 } },
      'progressing',
      /to be observed/,
    ],
    [
      'pods are not ready',
      { status: { readyReplicas: 2 } },
      'progressing',
      /Waiting for 1 pods to be ready/,
    ],
    [
      'pods are replaced one after the other',
      {},
      'progressing',
      /1 out of 3 new pods/,
    ],
    [
      'a partition holds it back',
      { spec: rolling(2) },
      'paused',
      /Partitioned roll out complete: 1 new pods/,
    ],
    [
      'the part beyond the partition is not done',
      { spec: rolling(1) },
      'progressing',
      /1 out of 2 new pods/,
    ],
    [
      'pods are replaced on delete',
      { spec: { updateStrategy: { type: 'OnDelete' } } },
      'paused',
      /1 of 3 pods have the new revision/,
    ],
    [
      'all pods are deleted and new',
      {
        spec: { updateStrategy: { type: 'OnDelete' } },
        status: { updatedReplicas: 3 },
      },
      'healthy',
      /^$/,
    ],
    [
      'all is done',
      { status: { updatedReplicas: 3, currentRevision: 'db-two' } },
      'healthy',
      /^$/,
    ],
  ])('%s', (_, changes, phase, message) => {
    const state = project([statefulSet(changes), ...parts]);
    expect(state).toMatchObject({
      phase,
      message: expect.stringMatching(message),
    });
    expect(state.explanation === null).toBe(phase === 'healthy');
  });
});

describe('the rolling update of a StatefulSet', () => {
  it('tells pods apart by the revision that they were made from', () => {
    const state = project(ONE_OF_THREE);
    expect(
      state.revisions.map(({ role, hash, images, pods }) => [
        role,
        hash,
        images[0],
        pods.map(({ name }) => name),
      ]),
    ).toEqual([
      ['canary', 'two', 'db:2', ['db-2']],
      ['stable', 'one', 'db:1', ['db-0', 'db-1']],
    ]);
    expect(state.weight).toEqual({ set: 100, actual: 33, max: 100 });
    expect(state.basis.revisionHash).toBe('two');
  });

  it('asks for the share beyond the partition only', () => {
    expect(
      project([statefulSet({ spec: rolling(2) }), ...parts]).weight,
    ).toEqual({ set: 33, actual: 33, max: 100 });
  });

  it('names the pod of a version taken back, which holds everything up', () => {
    const state = project([
      statefulSet({ status: { readyReplicas: 2, updateRevision: 'db-three' } }),
      ...parts.slice(0, 4),
      statefulPod(2, 'two', false),
    ]);
    expect(state.explanation).toMatchObject({
      code: 'pod-not-ready',
      severity: 'problem',
      message: expect.stringMatching(/db-2 .* Delete the pod\./),
    });
  });

  it('aborts to the revision that the other pods have', async () => {
    const [live] = ONE_OF_THREE;
    const [step] = await statefulSetSource(SELECTOR).plan(
      { action: 'abort', live, now: new Date(0) },
      readerOf(ONE_OF_THREE),
    );
    // Without the `$patch` that a ControllerRevision keeps for the controller.
    expect(step).toMatchObject({
      type: 'replace',
      body: [
        { op: 'replace', path: '/spec/template', value: template('db:1') },
      ],
    });
  });
});
