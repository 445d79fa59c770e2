import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import { groupOf, observed, owned } from '../__testUtils__/observed';
import { blueGreen, canary, rolloutObject } from '../__testUtils__/rollout';
import type { RolloutParts } from '../__testUtils__/rollout';
import { destinationRules, replicaSets, virtualServices } from '../kinds';
import { project } from './project';

const set = (hash: string, ready: number, desired: number = ready) =>
  observed(replicaSets, {
    metadata: owned(`web-${hash}`, 'rollout-uid', {
      labels: { 'rollouts-pod-template-hash': hash },
    }),
    spec: { replicas: desired },
    status: { readyReplicas: ready, availableReplicas: ready },
  });
const to = (host: string, weight: number, subset?: string): JsonObject => ({
  destination: { host, ...(subset ? { subset } : {}) },
  weight,
});
const virtualService = (...http: JsonObject[]): KubernetesObject => ({
  metadata: { name: 'web', namespace: 'heal7-production', uid: 'vs' },
  spec: { http },
});
const rule = (labels: Record<string, string>): KubernetesObject => ({
  metadata: { name: 'web', namespace: 'heal7-production', uid: 'dr' },
  spec: {
    host: 'web',
    subsets: Object.entries(labels).map(([name, hash]) => ({
      name,
      labels: hash ? { 'rollouts-pod-template-hash': hash } : {},
    })),
  },
});

const BY_SERVICE = {
  stableService: 'web-stable',
  canaryService: 'web-canary',
  trafficRouting: { istio: { virtualService: { name: 'web' } } },
};
const BY_SUBSET = {
  trafficRouting: {
    istio: {
      virtualService: { name: 'web', routes: ['primary'] },
      destinationRule: {
        name: 'web',
        canarySubsetName: 'canary',
        stableSubsetName: 'stable',
      },
    },
  },
};
const AT_10 = { canary: { weights: { canary: { weight: 10 } } } };

function traffic(
  parts: RolloutParts,
  routing: KubernetesObject[] = [],
  sets = [set('old', 4), set('new', 1)],
) {
  const [service, subsets] = routing;
  return project(
    groupOf(
      rolloutObject(parts),
      ...sets,
      ...(service ? [observed(virtualServices, service)] : []),
      ...(subsets ? [observed(destinationRules, subsets)] : []),
    ),
  ).traffic;
}
const shares = (...args: Parameters<typeof traffic>) =>
  traffic(...args)?.shares.map(
    ({ hash, role, weight }) => `${hash} ${role} ${weight}`,
  );

describe('traffic through Istio', () => {
  const split = virtualService({
    route: [
      to('web-stable', 90),
      to('web-canary.heal7-production.svc.cluster.local', 10),
    ],
  });

  it('is told by the Services of the rollout', () => {
    const parts = canary(AT_10, { canary: BY_SERVICE });
    expect(traffic(parts, [split])).toMatchObject({
      source: 'virtual-service',
      about: 'VirtualService heal7-production/web',
      difference: null,
    });
    expect(shares(parts, [split])).toEqual(['old stable 90', 'new canary 10']);
  });

  it('is not made up where only connections are routed', () => {
    const connections = virtualService();
    connections.spec = { tls: [{ route: [to('web-stable', 90)] }] };
    const parts = canary(AT_10, { canary: BY_SERVICE });
    expect(traffic(parts, [connections])).toMatchObject({
      about: 'VirtualService heal7-production/web',
      shares: [],
      difference: {
        code: 'not-read',
        message: expect.stringContaining('only TLS routes'),
      },
    });
    expect(
      shares(parts, [{ ...split, spec: { ...split.spec!, tcp: [{}] } }]),
    ).toEqual(['old stable 90', 'new canary 10']);
    expect(traffic(parts, [virtualService()])).toBeNull();
  });

  it('is told by the labels of subsets, and by their names without them', () => {
    const parts = canary(AT_10, { canary: BY_SUBSET });
    const primary = virtualService({
      name: 'primary',
      route: [to('web', 90, 'stable'), to('web', 10, 'canary')],
    });
    const both = ['old stable 90', 'new canary 10'];
    const labelled = rule({ stable: 'old', canary: 'new' });
    expect(shares(parts, [primary, labelled])).toEqual(both);
    expect(shares(parts, [primary])).toEqual(both);
    // Before it moves any traffic the controller leaves both at the old one.
    const before = rule({ stable: 'old', canary: 'old' });
    expect(shares(parts, [primary, before])).toEqual([
      'old stable 90',
      'old stable 10',
    ]);
    // The controller has not set its label, or somebody took the subset out.
    for (const foreign of [
      rule({ stable: 'old', canary: '' }),
      rule({ stable: 'old' }),
    ]) {
      expect(shares(parts, [primary, foreign])).toEqual([
        'old stable 90',
        ' null 10',
      ]);
    }
  });

  it('takes the routes that the rollout names, and no other', () => {
    const parts = canary(AT_10, { canary: BY_SUBSET });
    const service = virtualService(
      { name: 'beta', route: [to('web', 100, 'canary')] },
      {
        name: 'primary',
        route: [to('web', 90, 'stable'), to('web', 10, 'canary')],
      },
    );
    expect(shares(parts, [service])).toEqual([
      'old stable 90',
      'new canary 10',
    ]);
  });

  it('takes the only route, or the first without a name, where none is named', () => {
    const parts = canary(AT_10, { canary: BY_SERVICE });
    const route = [to('web-stable', 90), to('web-canary', 10)];
    const both = ['old stable 90', 'new canary 10'];
    expect(shares(parts, [virtualService({ name: 'only', route })])).toEqual(
      both,
    );
    const beta = { name: 'beta', route: [to('web-canary', 100)] };
    expect(shares(parts, [virtualService(beta, { route })])).toEqual(both);
  });

  it('knows which of two Services taking turns is the stable one', () => {
    const pingPong = { pingService: 'web-ping', pongService: 'web-pong' };
    const routing = { trafficRouting: BY_SERVICE.trafficRouting, pingPong };
    const service = virtualService({
      route: [to('web-ping', 10), to('web-pong', 90)],
    });
    const status = {
      canary: { ...AT_10.canary, stablePingPong: 'pong' },
    };
    expect(shares(canary(status, { canary: routing }), [service])).toEqual([
      'old stable 90',
      'new canary 10',
    ]);
  });

  it.each([
    [
      'changed-by-others',
      AT_10,
      virtualService({ route: [to('web-stable', 50), to('web-canary', 50)] }),
      undefined,
    ],
    [
      'not-routed-yet',
      { canary: { weights: { canary: { weight: 0 } } } },
      virtualService({ route: [to('web-stable', 100), to('web-canary', 0)] }),
      undefined,
    ],
    [
      'pods-not-ready',
      { canary: { weights: { canary: { weight: 0 } } } },
      virtualService({ route: [to('web-stable', 100), to('web-canary', 0)] }),
      [set('old', 4), set('new', 0, 1)],
    ],
    [
      'no-route',
      AT_10,
      virtualService({ route: [to('somewhere-else', 100)] }),
      undefined,
    ],
    ['dead-end', AT_10, split, [set('old', 4), set('new', 0, 1)]],
  ])('says %s', (code, status, service, sets) => {
    const parts = canary(status, { canary: BY_SERVICE });
    expect(traffic(parts, [service], sets)?.difference?.code).toBe(code);
  });

  it('does not call it a change when only the status is behind', () => {
    const status = { canary: { weights: { canary: { weight: 0 } } } };
    const parts = canary(status, { canary: BY_SERVICE });
    expect(traffic(parts, [split])?.difference).toBeNull();
  });

  it('counts in the units of the rollout', () => {
    const parts = canary(
      { ...AT_10, currentStepIndex: 0 },
      {
        steps: [{ setWeight: 100 }],
        canary: {
          ...BY_SERVICE,
          trafficRouting: {
            ...BY_SERVICE.trafficRouting,
            maxTrafficWeight: 1000,
          },
        },
      },
    );
    expect(traffic(parts, [split])?.difference).toBeNull();
  });

  it('is not known when what routes is not', () => {
    expect(traffic(canary(AT_10, { canary: BY_SERVICE }))).toBeNull();
    const nginx = { trafficRouting: { nginx: {} } };
    expect(traffic(canary(AT_10, { canary: nginx }))).toBeNull();
  });
});

describe('traffic without a router', () => {
  it('is shared by the pods that are ready', () => {
    expect(shares(canary())).toEqual(['old stable 80', 'new canary 20']);
  });

  it.each([
    ['rounded-by-replicas', [set('old', 4), set('new', 1)]],
    ['pods-not-ready', [set('old', 4), set('new', 0, 1)]],
  ])('says %s', (code, sets) => {
    expect(traffic(canary(), [], sets)?.difference?.code).toBe(code);
  });

  it('ends nowhere when no pod is ready, as far as one may know', () => {
    const down = canary({ readyReplicas: 0 });
    expect(traffic(down, [], [])?.difference?.code).toBe('dead-end');
    expect(traffic(canary(), [], [])?.difference).toBeNull();
    const parts = blueGreen({}, { activeService: 'web' });
    expect(traffic(parts, [], [])?.difference).toBeNull();
  });

  it('is nothing to worry about in a rollout of no pods', () => {
    const none = canary({}, { spec: { replicas: 0 } });
    expect(traffic(none, [], [])?.difference).toBeNull();
  });

  it('goes all to the revision that a blue-green Service selects', () => {
    const parts = blueGreen({}, { activeService: 'web' });
    expect(traffic(parts)).toMatchObject({
      source: 'service',
      about: 'Service heal7-production/web',
      shares: [{ hash: 'old', destination: 'web', weight: 100 }],
      difference: null,
    });
    expect(
      traffic(parts, [], [set('old', 0, 4), set('new', 4)])?.difference?.code,
    ).toBe('dead-end');
    expect(traffic(blueGreen({ blueGreen: {} }))).toBeNull();
  });
});
