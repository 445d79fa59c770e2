import type { JsonObject } from '@backstage/types';
import { observed } from '../__testUtils__/observed';
import { canary, rollout } from '../__testUtils__/rollout';
import { virtualServices } from '../kinds';
import { headerRoutesOf } from './headerRoutes';

const trafficRouting = {
  managedRoutes: [{ name: 'second' }, { name: 'first' }],
  istio: { virtualService: { name: 'web' } },
};
const headers = (name: string) => ({
  name,
  match: [{ headers: { canary: { exact: 'true' } } }],
  route: [],
});
const shown = (name: string) => ({
  name,
  matches: [{ header: 'canary', kind: 'exact', value: 'true' }],
});
const virtualService = (http: JsonObject[], name = 'web', namespace = 'ns') =>
  observed(virtualServices, { metadata: { name, namespace }, spec: { http } });

const setRoute = (name: string): JsonObject => ({
  setHeaderRoute: {
    name,
    match: [{ headerName: 'canary', headerValue: { exact: 'true' } }],
  },
});
const removeRoute = (name: string): JsonObject => ({
  setHeaderRoute: { name },
});

describe('header routes told by the VirtualService', () => {
  const data = rollout(canary({}, { canary: { trafficRouting } }));

  it('are the managed ones, in the order of their precedence', () => {
    const http = [headers('first'), headers('second'), headers('of-a-person')];
    expect(headerRoutesOf(data, 'ns', [virtualService(http)])).toEqual([
      shown('second'),
      shown('first'),
    ]);
  });

  it('are none when it has none, whatever the steps say', () => {
    expect(headerRoutesOf(data, 'ns', [virtualService([])])).toEqual([]);
  });

  it('are not those that mirror', () => {
    const http = [{ ...headers('first'), mirror: { host: 'web-canary' } }];
    expect(headerRoutesOf(data, 'ns', [virtualService(http)])).toEqual([]);
  });

  it('are not those of a VirtualService that it does not name', () => {
    const others = [
      virtualService([headers('first')], 'other'),
      virtualService([headers('first')], 'web', 'elsewhere'),
    ];
    expect(headerRoutesOf(data, 'ns', [...others, virtualService([])])).toEqual(
      [],
    );
  });

  it('are found in another namespace that it names', () => {
    const elsewhere = rollout(
      canary(
        {},
        {
          canary: {
            trafficRouting: {
              ...trafficRouting,
              istio: { virtualServices: [{ name: 'web.mesh' }] },
            },
          },
        },
      ),
    );
    const service = virtualService([headers('first')], 'web', 'mesh');
    expect(headerRoutesOf(elsewhere, 'ns', [service])).toEqual([
      shown('first'),
    ]);
  });
});

describe('header routes told by the steps', () => {
  const routes = (steps: JsonObject[], status: JsonObject) =>
    headerRoutesOf(
      rollout(canary(status, { steps, canary: { trafficRouting } })),
      'ns',
      [],
    ).map(({ name }) => name);

  it('are set by the steps that have begun', () => {
    const steps = [
      setRoute('a'),
      { setWeight: 10 },
      setRoute('b'),
      setRoute('c'),
    ];
    expect(routes(steps, { currentStepIndex: 0 })).toEqual(['a']);
    expect(routes(steps, { currentStepIndex: 1 })).toEqual(['a']);
    expect(routes(steps, { currentStepIndex: 2 })).toEqual(['a', 'b']);
  });

  it('are removed by a step without a match', () => {
    const steps = [setRoute('a'), removeRoute('a'), { setWeight: 10 }];
    expect(routes(steps, { currentStepIndex: 1 })).toEqual([]);
  });

  it.each([
    ['aborted', { abort: true }],
    ['fully promoted', { stableRS: 'new' }],
    ['done with all steps', { currentStepIndex: 2 }],
  ])('are gone when it is %s', (_, status) => {
    const steps = [setRoute('a'), { setWeight: 10 }];
    expect(routes(steps, { currentStepIndex: 1, ...status })).toEqual([]);
  });

  it('do not exist without a router', () => {
    const data = rollout(canary({}, { steps: [setRoute('a')] }));
    expect(headerRoutesOf(data, 'ns', [])).toEqual([]);
  });
});
