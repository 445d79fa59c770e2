import fc from 'fast-check';
import { anyObject } from '@heal7/backstage-plugin-deployments-node/testing';
import { canary, rolloutObject } from '../__testUtils__/rollout';
import { argoRolloutsSource } from '../source';
import { rollouts } from './rollouts';

// Many cases: they take a while on a busy machine.
jest.setTimeout(60_000);

describe.each(argoRolloutsSource.kinds)('the digest of $id', kind => {
  it('reads objects of any shape, the same each time, and leaves them', () => {
    fc.assert(
      fc.property(anyObject, object => {
        const before = JSON.stringify(object);
        const digest = kind.digest(object);
        expect(kind.digest(object)).toEqual(digest);
        expect(JSON.stringify(object)).toBe(before);
      }),
    );
  });

  it('is plain JSON, which a store can keep', () => {
    fc.assert(
      fc.property(anyObject, object => {
        const data = kind.digest(object)?.data ?? null;
        expect(JSON.parse(JSON.stringify(data))).toEqual(data);
      }),
    );
  });
});

describe('what is asked of a cluster', () => {
  it('never is everything of a kind that everybody has', () => {
    const shared = ['replicasets', 'pods', 'events'];
    const asked = argoRolloutsSource.kinds
      .filter(({ id }) => shared.includes(id))
      .map(
        ({ labelSelector, fieldSelector }) => labelSelector ?? fieldSelector,
      );
    expect(asked).toEqual([
      'rollouts-pod-template-hash',
      'rollouts-pod-template-hash',
      'involvedObject.kind=Rollout',
    ]);
  });

  it('has one id a kind', () => {
    const ids = argoRolloutsSource.kinds.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('rollouts', () => {
  it('name the VirtualServices that split their traffic', () => {
    const trafficRouting = {
      istio: {
        virtualService: { name: 'own' },
        virtualServices: [{ name: 'shared.mesh' }, { routes: ['unnamed'] }],
      },
    };
    const object = rolloutObject(canary({}, { canary: { trafficRouting } }));
    expect(rollouts.digest(object)?.uses).toEqual([
      { kind: 'virtualservices', namespace: 'heal7-production', name: 'own' },
      { kind: 'virtualservices', namespace: 'mesh', name: 'shared' },
    ]);
  });
});
