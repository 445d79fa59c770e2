import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { STACK_ANNOTATION } from '@heal7/backstage-plugin-provisioning-common';
import { anApi, anEntity } from './__testUtils__/renderInPortal';
import { aListItem, aStack } from './__testUtils__/stacks';
import { provisioningApiRef } from './api';
import {
  hasInfrastructureTab,
  hasStacksCard,
  hasSummaryCard,
} from './entityFilter';
import { provisioningPlugin } from './plugin';
import { rootRouteRef } from './routes';

function aBackend() {
  const api = anApi();
  api.getStacks.mockResolvedValue({
    items: [aListItem()],
    nextCursor: null,
    total: 1,
    channel: 'c',
  });
  api.getStack.mockResolvedValue(aStack());
  return api;
}

describe('the provisioning plugin', () => {
  it.each(['entity-content:provisioning', 'entity-card:provisioning/stacks'])(
    'shows the stacks in %s',
    async id => {
      const api = aBackend();
      renderInTestApp(
        <EntityProvider entity={anEntity}>
          {createExtensionTester(provisioningPlugin.getExtension(id as never), {
            apis: [[provisioningApiRef, api]],
          }).reactElement()}
        </EntityProvider>,
        {
          apis: [[provisioningApiRef, api]],
          mountedRoutes: { '/infrastructure': rootRouteRef },
        },
      );
      expect(await screen.findByText('orders-storage')).toBeVisible();
    },
  );
});

describe('the filters', () => {
  const of = (kind: string) => ({ ...anEntity, kind });

  it.each([
    ['Component', true, true, false],
    ['System', true, false, true],
    ['Group', false, false, true],
    ['Resource', false, false, false],
    ['API', false, false, false],
  ])('give a %s its tab and cards', (kind, tab, stacks, summary) => {
    expect(hasInfrastructureTab(of(kind))).toBe(tab);
    expect(hasStacksCard(of(kind))).toBe(stacks);
    expect(hasSummaryCard(of(kind))).toBe(summary);
  });

  it('give the tab to what a stack has made', () => {
    const made = {
      ...of('Resource'),
      metadata: { name: 'x', annotations: { [STACK_ANNOTATION]: 'stack-1' } },
    };
    expect(hasInfrastructureTab(made)).toBe(true);
  });
});
