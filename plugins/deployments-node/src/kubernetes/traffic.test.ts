import fc from 'fast-check';
import type { JsonObject } from '@backstage/types';
import { anyObject } from '../testing/anyObject';
import { observed } from '../testing/observed';
import { deadEndOf, isHostOf, trafficFromRoutes } from './traffic';
import type { ResolveDestination } from './traffic';
import { virtualServices } from './virtualServices';

const SUBSETS = new Map([
  ['stable', { hash: 'old', role: 'stable' as const }],
  ['canary', { hash: 'new', role: 'canary' as const }],
]);
const resolve: ResolveDestination = ({ subset }) => SUBSETS.get(subset) ?? null;

const to = (subset: string, weight?: number): JsonObject => ({
  destination: { host: 'web', subset },
  ...(weight === undefined ? {} : { weight }),
});
const traffic = (...http: JsonObject[]) =>
  trafficFromRoutes(
    'VirtualService a/web',
    observed(virtualServices, { metadata: { name: 'web' }, spec: { http } })
      .data.routes,
    resolve,
  );
const weights = (...http: JsonObject[]) =>
  traffic(...http)?.shares.map(
    ({ hash, destination, weight }) => `${hash} ${destination} ${weight}`,
  );

describe('trafficFromRoutes', () => {
  it('gives each revision its share, the largest first', () => {
    expect(traffic({ route: [to('canary', 10), to('stable', 90)] })).toEqual({
      source: 'virtual-service',
      about: 'VirtualService a/web',
      shares: [
        { hash: 'old', role: 'stable', destination: 'web/stable', weight: 90 },
        { hash: 'new', role: 'canary', destination: 'web/canary', weight: 10 },
      ],
      mirroredPercent: 0,
      sticky: false,
      difference: null,
    });
  });

  it.each([
    ['a single one gets everything', [to('stable')], ['old web/stable 100']],
    [
      'weights are relative to their sum',
      [to('stable', 1), to('canary', 2)],
      ['new web/canary 66.67', 'old web/stable 33.33'],
    ],
    [
      'one without a weight gets nothing',
      [to('stable', 100), to('canary')],
      ['old web/stable 100', 'new web/canary 0'],
    ],
    [
      'without any weight nobody gets any',
      [to('stable'), to('canary')],
      ['new web/canary 0', 'old web/stable 0'],
    ],
    [
      'what is given twice is added up',
      [to('canary', 10), to('stable', 80), to('canary', 10)],
      ['old web/stable 80', 'new web/canary 20'],
    ],
    [
      'what is no revision keeps its share',
      [to('stable', 60), to('legacy', 40)],
      ['old web/stable 60', ' web/legacy 40'],
    ],
  ])('%s', (_, route, expected) => {
    expect(weights({ route })).toEqual(expected);
  });

  it('shows a revision once that all destinations lead to', () => {
    const shares = trafficFromRoutes(
      '',
      observed(virtualServices, {
        metadata: { name: 'web' },
        spec: { http: [{ route: [to('canary', 0), to('stable', 100)] }] },
      }).data.routes,
      () => ({ hash: 'new', role: 'stable' }),
    )?.shares;
    expect(shares).toMatchObject([{ destination: 'web/stable', weight: 100 }]);
  });

  it('listens to the route that most requests meet', () => {
    const header = { headers: { canary: { exact: 'true' } } };
    expect(
      weights(
        { match: [header], route: [to('canary')] },
        { match: [{ uri: { prefix: '/api' } }], route: [to('canary', 5)] },
        { route: [to('legacy')] },
        { route: [to('stable', 90), to('canary', 10)] },
      ),
    ).toEqual(['old web/stable 90', 'new web/canary 10']);
  });

  it('takes what there is when every route asks for something', () => {
    const header = { headers: { ':authority': { exact: 'web' } } };
    expect(weights({ match: [header], route: [to('stable')] })).toEqual([
      'old web/stable 100',
    ]);
    expect(weights({ route: [to('legacy')] })).toEqual([' web/legacy 100']);
    expect(weights()).toBeUndefined();
  });

  it('finds copies and cookies in any of the routes', () => {
    const mirror = { host: 'web', subset: 'canary' };
    const route = [to('stable', 100), to('canary', 0)];
    expect(
      traffic(
        {
          match: [{ method: { exact: 'GET' } }],
          mirror,
          mirrorPercentage: { value: 50 },
          route,
        },
        { route, headers: { response: { add: { 'Set-Cookie': 'a=b' } } } },
      ),
    ).toMatchObject({ mirroredPercent: 50, sticky: true });
    // A copy to what is being replaced says nothing of the new revision.
    expect(
      traffic({ mirror: { host: 'web', subset: 'stable' }, route }),
    ).toMatchObject({ mirroredPercent: 0 });
  });

  it('adds up to a hundred for any routes, or is nothing', () => {
    fc.assert(
      fc.property(anyObject, object => {
        const { routes } = observed(virtualServices, object).data;
        const found = trafficFromRoutes('', routes, resolve);
        const sum = (found?.shares ?? []).reduce(
          (total, { weight }) => total + weight,
          0,
        );
        expect(sum === 0 || Math.abs(sum - 100) < 0.1).toBe(true);
      }),
    );
  });

  it('adds up to a hundred for any weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 2, maxLength: 6 }),
        list => {
          const found = traffic({
            route: list.map((weight, index) => to(`s${index}`, weight)),
          });
          const sum = found!.shares.reduce((a, { weight }) => a + weight, 0);
          const any = list.some(weight => weight > 0);
          expect(Math.abs(sum - (any ? 100 : 0)) < 0.1).toBe(true);
        },
      ),
    );
  });
});

describe('isHostOf', () => {
  const service = { namespace: 'a', name: 'web' };

  it.each([
    'web',
    'web.a',
    'web.a.svc',
    'web.a.svc.cluster.local',
    'web.a.svc.heal7.internal',
    'web.a.svc.cluster.local.',
  ])('%s is it', host => {
    expect(isHostOf(host, 'a', service)).toBe(true);
  });

  it.each(['web2', 'web.b', 'web.a.example', 'web.b.svc.cluster.local', ''])(
    '%s is not',
    host => {
      expect(isHostOf(host, 'a', service)).toBe(false);
    },
  );

  it('takes a short name for one in the namespace where it is written', () => {
    expect(isHostOf('web', 'b', service)).toBe(false);
    expect(isHostOf('web.a', 'b', service)).toBe(true);
  });
});

describe('deadEndOf', () => {
  const split = traffic({ route: [to('stable', 90), to('canary', 10)] })!;

  it('names where requests go that no pod answers', () => {
    expect(deadEndOf(split, hash => (hash === 'new' ? 0 : 3))).toEqual({
      code: 'dead-end',
      message: '10 % of the requests go to web/canary, where no pod is ready.',
    });
    expect(deadEndOf(split, () => 1)).toBeNull();
    expect(deadEndOf(split, () => null)).toBeNull();
  });

  it('does not mind where no request goes', () => {
    const all = traffic({ route: [to('stable', 100), to('canary', 0)] })!;
    expect(deadEndOf(all, hash => (hash === 'new' ? 0 : 3))).toBeNull();
  });
});
