import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import type {
  KubernetesObject,
  ObservedObject,
} from '@heal7/backstage-plugin-deployments-node';
import {
  observed,
  observedGroup,
} from '@heal7/backstage-plugin-deployments-node/testing';
import fc from 'fast-check';
import {
  colour,
  pairObjects,
  releaseAnnotations,
  SELECTOR,
  service,
  virtualService,
} from '../__testUtils__/objects';
import { kindsOf } from '../kinds';
import { projectPair } from './project';

const kinds = kindsOf(SELECTOR);
const KIND_OF = new Map<string, any>([
  ['Deployment', kinds.deployments],
  ['ReplicaSet', kinds.replicaSets],
  ['Pod', kinds.pods],
  ['DestinationRule', kinds.pairs],
  ['VirtualService', kinds.routes],
]);

const project = (objects: KubernetesObject[], root = service()) =>
  projectPair(
    observedGroup(
      'eks',
      observed(kinds.services, root),
      objects
        .filter(({ kind }) => kind !== 'Service')
        .map(
          (object): ObservedObject =>
            observed(KIND_OF.get(object.kind!), object),
        ),
    ),
    kinds,
  )!;

const at = (
  weights: [number, number],
  blue: KubernetesObject[],
  green: KubernetesObject[],
  options?: Parameters<typeof virtualService>[1],
) => project(pairObjects(virtualService(weights, options), blue, green));

const refusalOf = (state: DeploymentState, action: string) =>
  state.actions.find(offer => offer.action === action)?.refusal ?? null;

const rolesOf = ({ revisions }: DeploymentState) =>
  revisions.map(({ hash, roles }) => [hash, roles.join('+')]);

describe('a pair of colours', () => {
  it('is healthy while one has all requests and the other no pods', () => {
    const state = at([100, 0], colour('blue', 3), colour('green', 0));
    expect(state).toMatchObject({
      engine: 'istio-blue-green',
      strategy: 'blue-green',
      phase: 'healthy',
      weight: { set: 100, actual: 100 },
      step: { index: 2, total: 2 },
      explanation: null,
      entityRefs: ['component:default/heal7-web'],
      traffic: { shares: [{ hash: 'hashblue', weight: 100 }, { weight: 0 }] },
      basis: { revisionHash: 'hashblue' },
    });
    expect(rolesOf(state)).toEqual([
      ['hashblue', 'active+stable'],
      ['hashgreen', 'old'],
    ]);
    expect(refusalOf(state, 'promote')?.code).toBe('fully-promoted');
  });

  it('waits for a person while the newer one has pods and no requests', () => {
    const state = at([100, 0], colour('blue', 3), colour('green', 3));
    expect(state).toMatchObject({
      phase: 'healthy',
      weight: { set: 0, actual: 0 },
      step: { index: 0, total: 2 },
      explanation: { code: 'waiting-for-person' },
      basis: { revisionHash: 'hashgreen' },
    });
    expect(rolesOf(state)[0]).toEqual(['hashgreen', 'preview']);
    expect(refusalOf(state, 'promote')).toBeNull();
    expect(refusalOf(state, 'rollback')?.message).toMatch(/promote it instead/);
  });

  it('progresses while both have requests', () => {
    const state = at([90, 10], colour('blue', 3), colour('green', 3), {
      header: 'green',
    });
    expect(state).toMatchObject({
      phase: 'progressing',
      message: '90 % to blue, 10 % to green',
      weight: { set: 10, actual: 10 },
      step: { index: 1, total: 2 },
      headerRoutes: [
        {
          name: 'heal7-web-canary-header',
          matches: [{ header: 'canary', kind: 'exact', value: 'true' }],
        },
      ],
    });
    expect(rolesOf(state)[0]).toEqual(['hashgreen', 'canary']);
    expect(refusalOf(state, 'abort')).toBeNull();
  });

  it('keeps the colour before as old once the newer one is live', () => {
    const state = at([0, 100], colour('blue', 3), colour('green', 3));
    expect(state).toMatchObject({ phase: 'healthy', explanation: null });
    expect(rolesOf(state)).toEqual([
      ['hashgreen', 'active+stable'],
      ['hashblue', 'old'],
    ]);
    expect(refusalOf(state, 'rollback')).toBeNull();
  });

  it('is degraded while requests go where no pod is ready, and says why', () => {
    const state = at([0, 100], colour('blue', 3), colour('green', 3, 0));
    expect(state).toMatchObject({
      phase: 'degraded',
      message: '100 % of the requests go to green, which has no ready pod.',
      traffic: { difference: { code: 'dead-end' } },
      explanation: { code: 'dead-end', severity: 'problem' },
    });
    expect(refusalOf(state, 'rollback')).toBeNull();
  });

  it('is degraded when the new one misses its progress deadline', () => {
    const green = colour('green', 3, 1, { late: true });
    expect(at([100, 0], colour('blue', 3), green)).toMatchObject({
      phase: 'degraded',
      message: expect.stringMatching(/^green exceeded its progress deadline/),
    });
  });

  it('takes the live colour from a Service that selects one', () => {
    const state = project(
      pairObjects(
        virtualService([50, 50]),
        colour('blue', 1),
        colour('green', 1),
      ),
      service({ version: 'green' }),
    );
    expect(rolesOf(state)).toContainEqual(['hashgreen', 'active+stable']);
  });

  it('is nothing without a DestinationRule of both colours', () => {
    expect(
      project([...colour('blue', 1), virtualService([100, 0])]),
    ).toBeNull();
  });

  it('cannot be judged without a route', () => {
    const [, rule] = pairObjects(virtualService([100, 0]));
    const state = project([rule, ...colour('blue', 1)]);
    expect(state).toMatchObject({
      phase: 'unknown',
      traffic: null,
      step: null,
    });
    expect(refusalOf(state, 'abort')?.code).toBe('unsupported');
  });

  it('names no entity that only one of its Deployments names', () => {
    const green = colour('green', 0);
    delete green[0].metadata.annotations!['heal7.com/entity'];
    expect(at([100, 0], colour('blue', 1), green).entityRefs).toEqual([]);
  });
});

describe('a release by the delivery script', () => {
  const watched = (phase: string, lock: object | null) =>
    at([90, 10], colour('blue', 3), colour('green', 3), {
      annotations: releaseAnnotations(phase, lock),
    });

  it('is left to the script while it works, but for an abort', () => {
    const state = watched('watching', { holder: 'runner/1', until: 9 });
    expect(state).toMatchObject({
      phase: 'progressing',
      explanation: { code: 'analysis-running', severity: 'wait' },
    });
    expect(refusalOf(state, 'promote')?.message).toMatch(/^runner\/1 is/);
    expect(refusalOf(state, 'abort')).toBeNull();
  });

  it('waits for a person when it could not judge', () => {
    const state = watched('inconclusive', null);
    expect(state).toMatchObject({
      phase: 'paused',
      pause: { reason: 'Inconclusive', endsAt: null },
      explanation: { code: 'waiting-for-person', severity: 'person' },
    });
    expect(refusalOf(state, 'promote')).toBeNull();
  });

  it('shows the colour of a release that was taken back as aborted', () => {
    const state = at([100, 0], colour('blue', 3), colour('green', 0), {
      annotations: releaseAnnotations('failed'),
    });
    expect(state).toMatchObject({
      aborted: true,
      basis: { revisionHash: 'hashgreen', aborted: true },
      explanation: { code: 'aborted' },
    });
  });

  it('tells when the route is not what the release asks for', () => {
    const state = at([70, 30], colour('blue', 3), colour('green', 3), {
      annotations: releaseAnnotations('inconclusive'),
    });
    expect(state.weight).toEqual({ set: 10, actual: 30, max: 100 });
    expect(state.traffic?.difference?.code).toBe('changed-by-others');
  });
});

describe('whatever the weights and the pods', () => {
  const weight = fc.integer({ min: 0, max: 100 });
  const pods = fc.integer({ min: 0, max: 2 });

  it('never offers to send requests where no pod is ready', () => {
    fc.assert(
      fc.property(weight, pods, pods, (blue, blueReady, greenReady) => {
        const state = at(
          [blue, 100 - blue],
          colour('blue', 2, blueReady),
          colour('green', 2, greenReady),
        );
        const ready = new Map([
          ['hashblue', blueReady],
          ['hashgreen', greenReady],
        ]);
        const live = state.revisions.find(({ role }) => role === 'active');
        const other = state.revisions.find(({ role }) => role !== 'active');
        const offered = (...actions: string[]) =>
          actions.filter(action => refusalOf(state, action) === null);
        expect(
          ready.get(other!.hash)! > 0 ||
            offered('promote', 'promote-full', 'rollback').length === 0,
        ).toBe(true);
        expect(
          ready.get(live!.hash)! > 0 || offered('abort').length === 0,
        ).toBe(true);
      }),
    );
  });

  it('is degraded exactly when a share goes where no pod is ready', () => {
    fc.assert(
      fc.property(weight, pods, pods, (blue, blueReady, greenReady) => {
        const { phase } = at(
          [blue, 100 - blue],
          colour('blue', 2, blueReady),
          colour('green', 2, greenReady),
        );
        const dead =
          (blue > 0 && blueReady === 0) || (blue < 100 && greenReady === 0);
        expect(phase === 'degraded').toBe(dead);
      }),
    );
  });
});
