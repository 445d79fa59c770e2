import { startTestBackend } from '@backstage/backend-test-utils';
import { deploymentSourcesExtensionPoint } from '@heal7/backstage-plugin-deployments-node';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import {
  observed,
  observedGroup,
  sourceContract,
} from '@heal7/backstage-plugin-deployments-node/testing';
import { revisions, services } from './kinds';
import { project } from './project';
import deploymentsModuleKnative, { knativeSource } from '.';

// Many cases: they take a while on a busy machine.
jest.setTimeout(60_000);

const metadata = (name: string, more: object = {}) => ({
  name,
  namespace: 'shop',
  uid: `${name}-uid`,
  ...more,
});

const service = (
  traffic: object[],
  ready: object = { status: 'True' },
): KubernetesObject => ({
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: metadata('web', { generation: 2 }),
  spec: { traffic: traffic as never },
  status: {
    observedGeneration: 2,
    latestCreatedRevisionName: 'web-00002',
    traffic: traffic as never,
    conditions: [{ type: 'Ready', ...ready }],
  },
});

const owned = (kind: string, name: string, owner: string, more = {}) => ({
  apiVersion: 'serving.knative.dev/v1',
  kind,
  metadata: metadata(name, {
    ownerReferences: [{ kind: 'Owner', uid: `${owner}-uid` }],
  }),
  ...more,
});

const revision = (name: string, image: string) =>
  owned('Revision', name, 'configuration', {
    spec: { containers: [{ image }] },
    status: {
      actualReplicas: 2,
      desiredReplicas: 2,
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  });

const versions = [
  owned('Configuration', 'configuration', 'web'),
  revision('web-00001', 'web:1'),
  revision('web-00002', 'web:2'),
] as KubernetesObject[];

const SPLIT = [
  { revisionName: 'web-00001', percent: 80 },
  { revisionName: 'web-00002', percent: 20 },
];
const ALL = [{ latestRevision: true, percent: 100 }];

describe('the contract', () => {
  it.each(
    sourceContract(knativeSource, [
      { name: 'split', objects: [service(SPLIT), ...versions] },
      { name: 'all to the latest', objects: [service(ALL), ...versions] },
      {
        name: 'not ready',
        objects: [service(SPLIT, { status: 'False' }), ...versions],
      },
    ]),
  )('$name', async ({ check }) => {
    await expect(check()).resolves.toBeUndefined();
  });
});

describe('the state of a Knative Service', () => {
  const stateOf = (root: KubernetesObject) =>
    project(
      observedGroup(
        'eks',
        observed(services, root),
        versions.slice(1).map(object => observed(revisions, object)),
      ),
    );

  it('shows a split that waits for a person', () => {
    expect(stateOf(service(SPLIT))).toMatchObject({
      phase: 'paused',
      weight: { set: 20, actual: 20, max: 100 },
      explanation: { code: 'waiting-for-person' },
      revisions: [
        { hash: 'web-00002', role: 'canary', images: ['web:2'] },
        { hash: 'web-00001', role: 'stable', images: ['web:1'] },
      ],
    });
  });

  it('is healthy with everything on the latest', () => {
    expect(stateOf(service(ALL))).toMatchObject({
      phase: 'healthy',
      weight: { actual: 100 },
      explanation: null,
    });
  });

  it('says what Knative says is wrong', () => {
    const ready = { status: 'False', message: 'Image not found.' };
    expect(stateOf(service(SPLIT, ready))).toMatchObject({
      phase: 'degraded',
      explanation: { message: 'Knative says: Image not found.' },
    });
  });
});

describe('the module', () => {
  it('adds the engine', async () => {
    const addSource = jest.fn();
    const backend = await startTestBackend({
      extensionPoints: [[deploymentSourcesExtensionPoint, { addSource }]],
      features: [deploymentsModuleKnative],
    });
    await backend.stop();
    expect(addSource.mock.calls).toEqual([[knativeSource]]);
  });
});
