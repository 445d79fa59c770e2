import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { anApi, anEntity } from './__testUtils__/renderInPortal';
import { anAnswer } from './__testUtils__/states';
import { deploymentsApiRef } from './api';
import {
  hasDelivery,
  hasDeploymentsTab,
  hasFleet,
  isDeploymentsAvailable,
} from './entityFilter';
import { deploymentsPlugin } from './plugin';
import { rootRouteRef } from './routes';

describe('the deployments plugin', () => {
  it.each(['entity-content:deployments', 'entity-card:deployments/overview'])(
    'shows the rollouts in %s',
    async id => {
      renderInTestApp(
        <EntityProvider entity={anEntity}>
          {createExtensionTester(deploymentsPlugin.getExtension(id as never), {
            apis: [[deploymentsApiRef, anApi(anAnswer())]],
          }).reactElement()}
        </EntityProvider>,
        {
          apis: [[deploymentsApiRef, anApi(anAnswer())]],
          mountedRoutes: { '/deployments': rootRouteRef },
        },
      );
      expect(await screen.findByText('EKS production')).toBeVisible();
    },
  );
});

describe('the filters', () => {
  const bare = { ...anEntity, metadata: { name: 'bare' } };

  it('give components the tab, so that it can say how to link them', () => {
    expect(hasDeploymentsTab(bare)).toBe(true);
    expect(hasDeploymentsTab({ ...bare, kind: 'API' })).toBe(false);
  });

  it('give the tab and the card to whatever is linked', () => {
    expect(isDeploymentsAvailable(bare)).toBe(false);
    expect(isDeploymentsAvailable(anEntity)).toBe(true);
    expect(hasDeploymentsTab({ ...anEntity, kind: 'Resource' })).toBe(true);
  });

  it.each([
    ['System', true, true],
    ['Group', true, true],
    ['Domain', true, false],
    ['Component', false, false],
  ])('give a %s its cards', (kind, fleet, delivery) => {
    expect(hasFleet({ ...bare, kind })).toBe(fleet);
    expect(hasDelivery({ ...bare, kind })).toBe(delivery);
  });
});
