import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { PLACEMENTS } from '../__testUtils__/placements';
import { refusals } from '../__testUtils__/refusals';
import { canaryField } from '../canary/canaryField';
import { dependenciesField } from '../dependencies/dependenciesField';
import { ownerField } from '../owner/ownerField';
import { placementField } from '../placements/placementField';
import { placementsApiRef } from '../placements/placementsApi';
import { serviceNameField } from '../serviceName/serviceNameField';
import { serviceNamesApiRef } from '../serviceName/namesApi';
import { sizeField } from '../size/sizeField';

const down = () => Promise.reject(new Error('no answer'));

describe('going on with the wizard', () => {
  const SIZE = { minReplicas: 1, maxReplicas: 3, cpu: '1', memory: '1Gi' };
  const placed = {
    apis: [[placementsApiRef, { placements: async () => PLACEMENTS }]] as [
      typeof placementsApiRef,
      unknown,
    ][],
  };

  it('is refused with one replica in production, and with how to go on', async () => {
    const on = (clusters: string[]) =>
      refusals(sizeField, SIZE, { ...placed, answers: { clusters } });
    expect(await on(['aws'])).toEqual([
      expect.stringMatching(/raise the fewest replicas to 2/),
    ]);
    expect(await on(['staging'])).toEqual([]);
  });

  it('is refused without the node pool that the template needs', async () => {
    const on = (clusters: string[]) =>
      refusals(placementField, clusters, {
        ...placed,
        options: { requires: ['gpu'] },
      });
    expect(await on(['gcp'])).toEqual([
      expect.stringMatching(/node pool gpu .* choose a cluster with one/),
    ]);
    expect(await on(['aws'])).toEqual([]);
  });

  it('is refused with weights that do not rise', async () => {
    const steps = [{ weight: 50 }, { weight: 10 }];
    expect(await refusals(canaryField, { steps })).toEqual([
      'Step 2: 10 % is not more than the 50 % of the step before; raise it or move the step up',
    ]);
  });

  it('is refused with a name that cannot be had', async () => {
    const called = (judge: () => Promise<unknown>) =>
      refusals(serviceNameField, 'heal7-web', {
        apis: [[serviceNamesApiRef, { judge }]],
      });
    expect(await called(async () => 'component-exists')).toEqual([
      expect.stringMatching(/choose another name/),
    ]);
    expect(await called(async () => null)).toEqual([]);
    expect(await called(down)).toEqual([]);
  });

  it('is refused with a team that one is not in, unless the template allows it', async () => {
    const owning = (allowOthers: boolean) =>
      refusals(ownerField, 'group:default/web-team', {
        apis: [
          [
            identityApiRef,
            {
              getBackstageIdentity: async () => ({
                ownershipEntityRefs: ['group:default/data-team'],
              }),
            },
          ],
        ],
        options: { allowOthers },
      });
    expect(await owning(false)).toEqual([
      'You are not in web-team; choose one of your own teams as the owner',
    ]);
    expect(await owning(true)).toEqual([]);
  });

  it('is refused with dependencies that are not in the catalog, and on itself', async () => {
    const catalog = catalogApiMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'engine' },
        },
      ],
    });
    const on = (...refs: string[]) =>
      refusals(dependenciesField, refs, {
        apis: [[catalogApiRef, catalog]],
        answers: { name: 'web' },
      });
    expect(await on('component:default/engine')).toEqual([]);
    expect(await on('component:default/gone')).toEqual([
      'The catalog has no component:default/gone; take it out',
    ]);
    expect(await on('component:default/web')).toEqual([
      'A service cannot depend on itself; take web out',
    ]);
  });

  it('is possible while the backend cannot be asked', async () => {
    const apis: Parameters<typeof refusals>[2] = {
      apis: [
        [placementsApiRef, { placements: down }],
        [catalogApiRef, { getEntitiesByRefs: down }],
        [identityApiRef, { getBackstageIdentity: down }],
      ],
      answers: { clusters: ['aws'] },
    };
    expect(await refusals(sizeField, SIZE, apis)).toEqual([]);
    expect(await refusals(placementField, ['aws'], apis)).toEqual([]);
    expect(await refusals(dependenciesField, ['api:a/b'], apis)).toEqual([]);
    expect(await refusals(ownerField, 'group:default/a', apis)).toEqual([]);
  });
});
