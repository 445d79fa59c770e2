import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  DeploymentSource,
  KubernetesObject,
} from '@heal7/backstage-plugin-deployments-node';
import {
  observed,
  observedGroup,
  sourceContract,
} from '@heal7/backstage-plugin-deployments-node/testing';
import { parse } from 'yaml';
import { SELECTOR } from '../__testUtils__/objects';
import { deploymentSource, statefulSetSource } from '..';

// Many cases: they take a while on a busy machine.
jest.setTimeout(120_000);

const objectsOf = (name: string): KubernetesObject[] =>
  parse(readFileSync(join(__dirname, 'real', `${name}.yaml`), 'utf8'), {
    version: '1.1',
  }).items;

const PLURALS: Record<string, string> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  ReplicaSet: 'replicasets',
  ControllerRevision: 'controllerrevisions',
  Pod: 'pods',
  Event: 'events',
};

function stateOf(source: DeploymentSource, objects: KubernetesObject[]) {
  const facts = objects.flatMap(object => {
    const kind = source.kinds.find(({ id }) => id === PLURALS[object.kind!]);
    return kind?.digest(object) ? [observed(kind, object)] : [];
  });
  const root = facts.find(({ kind }) => kind === source.root.id)!;
  return source.project(observedGroup('real', root, facts))!;
}

const deployments = deploymentSource(SELECTOR);
const statefulSets = statefulSetSource(SELECTOR);

/** What each moment was arranged to be. */
const EXPECTED: [string, DeploymentSource, object][] = [
  [
    'deployment-healthy',
    deployments,
    {
      phase: 'healthy',
      weight: { set: 100, actual: 100, max: 100 },
      explanation: null,
      revisions: [{ role: 'stable', images: ['heal7/app:1.0.0'] }],
    },
  ],
  [
    'deployment-image-pull',
    deployments,
    {
      phase: 'degraded',
      message: 'Deployment "heal7-web-main" exceeded its progress deadline.',
      weight: { set: 100, actual: 0, max: 100 },
      explanation: { code: 'image-pull', severity: 'problem' },
      revisions: [
        { role: 'canary', images: ['heal7/app:2.0.0'] },
        { role: 'stable', images: ['heal7/app:1.0.0'] },
      ],
    },
  ],
  [
    'deployment-taken-back',
    deployments,
    {
      phase: 'healthy',
      revisions: [
        { role: 'stable', images: ['heal7/app:1.0.0'], revision: 3 },
        { role: 'old', images: ['heal7/app:2.0.0'], revision: 2 },
      ],
    },
  ],
  [
    'deployment-paused',
    deployments,
    {
      phase: 'paused',
      explanation: { code: 'paused-by-hand', severity: 'person' },
      pause: { reason: 'Manual', endsAt: null },
    },
  ],
  [
    'statefulset-partition',
    statefulSets,
    {
      phase: 'paused',
      weight: { set: 50, actual: 50, max: 100 },
      pause: { reason: 'Partition' },
      revisions: [
        { role: 'canary', images: ['heal7/app:2.0.0'] },
        { role: 'stable', images: ['heal7/app:1.0.0'] },
      ],
    },
  ],
  [
    'statefulset-updated',
    statefulSets,
    {
      phase: 'healthy',
      revisions: [
        { role: 'stable', images: ['heal7/app:2.0.0'] },
        { role: 'old', images: ['heal7/app:1.0.0'] },
      ],
    },
  ],
];

describe('workloads as the real controllers left them', () => {
  it.each(EXPECTED)('%s', (name, source, expected) => {
    const state = stateOf(source, objectsOf(name));
    expect(state).toMatchObject(expected);
    expect(state.basis.revisionHash).toBe(state.revisions[0].hash);
    expect(state.revisions[0].hash).not.toBe('');
    expect(state.events.length).toBeGreaterThan(0);
  });

  it.each(EXPECTED)('%s: every pod belongs to a revision', (name, source) => {
    const objects = objectsOf(name);
    const shown = stateOf(source, objects).revisions.flatMap(({ pods }) =>
      pods.map(pod => pod.name),
    );
    const pods = objects.filter(({ kind }) => kind === 'Pod');
    expect(shown.sort()).toEqual(
      pods.map(({ metadata }) => metadata.name).sort(),
    );
  });

  it.each(
    [deployments, statefulSets].flatMap(source =>
      sourceContract(
        source,
        EXPECTED.filter(([, other]) => other === source).map(([name]) => ({
          name,
          objects: objectsOf(name),
        })),
      ),
    ),
  )('$name', async ({ check }) => {
    await expect(check()).resolves.toBeUndefined();
  });
});
