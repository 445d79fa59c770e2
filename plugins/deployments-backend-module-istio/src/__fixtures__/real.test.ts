import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  KubernetesObject,
  ObservedObject,
} from '@heal7/backstage-plugin-deployments-node';
import {
  observed,
  observedGroup,
  sourceContract,
} from '@heal7/backstage-plugin-deployments-node/testing';
import { parse } from 'yaml';
import { SELECTOR } from '../__testUtils__/objects';
import type { ServiceData } from '../kinds/services';
import { istioBlueGreenSource } from '..';

// Many cases: they take a while on a busy machine.
jest.setTimeout(120_000);

const source = istioBlueGreenSource(SELECTOR);

const objectsOf = (name: string): KubernetesObject[] =>
  parse(readFileSync(join(__dirname, 'real', `${name}.yaml`), 'utf8'), {
    version: '1.1',
  }).items;

const PLURALS: Record<string, string> = {
  Service: 'services',
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  Pod: 'pods',
  DestinationRule: 'destinationrules',
  VirtualService: 'virtualservices',
  Event: 'events',
};

function stateOf(name: string) {
  const facts = objectsOf(name).flatMap(object => {
    const kind = source.kinds.find(({ id }) => id === PLURALS[object.kind!]);
    return kind?.digest(object) ? [observed(kind, object)] : [];
  });
  const root = facts.find(
    (fact): fact is ObservedObject<ServiceData> => fact.kind === source.root.id,
  )!;
  return source.project(observedGroup('real', root, facts))!;
}

/** What each moment was arranged to be. */
const EXPECTED: [string, object][] = [
  [
    'at-rest',
    {
      phase: 'healthy',
      weight: { set: 100, actual: 100, max: 100 },
      explanation: null,
      entityRefs: ['component:default/colours'],
      roles: ['active+stable', 'old'],
    },
  ],
  [
    'preview',
    {
      phase: 'healthy',
      weight: { set: 0, actual: 0, max: 100 },
      explanation: { code: 'waiting-for-person' },
      roles: ['preview', 'active+stable'],
    },
  ],
  [
    'share',
    {
      phase: 'progressing',
      weight: { set: 10, actual: 10, max: 100 },
      step: { index: 1, total: 2 },
      roles: ['canary', 'active+stable'],
    },
  ],
  [
    'promoted',
    {
      phase: 'healthy',
      weight: { set: 100, actual: 100, max: 100 },
      roles: ['active+stable', 'old'],
    },
  ],
  [
    'dead-end',
    {
      phase: 'degraded',
      explanation: { code: 'dead-end', values: { destination: 'green' } },
      traffic: { difference: { code: 'dead-end' } },
      roles: ['active+stable', 'old'],
    },
  ],
];

describe('the colours of the chart on a real API server', () => {
  it.each(EXPECTED)('%s', (name, expected) => {
    const state = stateOf(name);
    const roles = state.revisions.map(revision => revision.roles.join('+'));
    expect({ ...state, roles }).toMatchObject(expected);
    const pods = objectsOf(name).filter(({ kind }) => kind === 'Pod');
    expect(
      state.revisions.flatMap(revision => revision.pods.map(pod => pod.name)),
    ).toHaveLength(pods.length);
  });

  it.each(
    sourceContract(
      source,
      EXPECTED.map(([name]) => ({ name, objects: objectsOf(name) })),
    ),
  )('$name', async ({ check }) => {
    await expect(check()).resolves.toBeUndefined();
  });
});
