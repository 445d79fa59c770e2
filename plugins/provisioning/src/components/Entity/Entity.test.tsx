import { screen, waitFor } from '@testing-library/react';
import { STACK_ANNOTATION } from '@heal7/backstage-plugin-provisioning-common';
import type { StackListItem } from '@heal7/backstage-plugin-provisioning-common';
import {
  anApi,
  anEntity,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { aCost, aListItem, aStack } from '../../__testUtils__/stacks';
import { EntityContent } from './EntityContent';
import { StacksCard } from './StacksCard';
import { SummaryCard } from './SummaryCard';

function aBackend(...items: StackListItem[]) {
  const api = anApi();
  api.getStacks.mockResolvedValue({
    items,
    nextCursor: null,
    total: items.length,
    channel: 'c',
  });
  api.getStack.mockResolvedValue(aStack());
  return api;
}

const of = (kind: string) => ({ ...anEntity, kind });

describe('the tab of an entity', () => {
  it('shows its only stack itself', async () => {
    const api = aBackend(aListItem());
    renderInPortal(<EntityContent />, { api });
    expect(
      await screen.findByRole('heading', { name: 'orders-storage', level: 2 }),
    ).toBeVisible();
    expect(api.getStacks.mock.calls[0][0]).toMatchObject({
      entity: 'component:default/heal7-web-main',
    });
  });

  it('lists several', async () => {
    const api = aBackend(
      aListItem(),
      aListItem({ id: 'stack-2', name: 'orders-cache' }),
    );
    renderInPortal(<EntityContent />, { api });
    expect(
      await screen.findByRole('link', { name: 'orders-cache' }),
    ).toHaveAttribute('href', '/infrastructure/stacks/stack-2');
    expect(api.getStack).not.toHaveBeenCalled();
  });

  it('shows the stack that has made a resource', async () => {
    const api = aBackend();
    renderInPortal(<EntityContent />, {
      api,
      entity: {
        ...of('Resource'),
        metadata: { name: 'q', annotations: { [STACK_ANNOTATION]: 'stack-7' } },
      },
    });
    await waitFor(() => expect(api.getStack.mock.calls[0][0]).toBe('stack-7'));
    expect(api.getStacks).not.toHaveBeenCalled();
  });

  it('says that there is none yet', async () => {
    renderInPortal(<EntityContent />, { api: aBackend() });
    expect(
      await screen.findByText('Nothing here has a stack yet'),
    ).toBeVisible();
  });
});

describe('the card of a component', () => {
  it('tells phase, drift and cost of its stacks', async () => {
    renderInPortal(<StacksCard />, {
      api: aBackend(
        aListItem({
          phase: 'drifted',
          drift: { checkedAt: '', runId: '', resources: [{} as never] },
        }),
      ),
    });
    const line = await screen.findByRole('listitem');
    expect(line).toHaveTextContent('Drifted');
    expect(line).toHaveTextContent('Drift: 1 resource');
    expect(line).toHaveTextContent('at least $12.50');
    expect(screen.getByRole('link', { name: 'All of it' })).toHaveAttribute(
      'href',
      '/tab',
    );
  });

  it('says what did not work', async () => {
    const api = aBackend();
    api.getStacks.mockRejectedValue(aRefusal(500, 'broken'));
    renderInPortal(<StacksCard />, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent('broken');
  });
});

describe('the card of a system or group', () => {
  it('counts its stacks by phase, each leading to those', async () => {
    const api = aBackend();
    api.getSummary.mockResolvedValue({
      total: 3,
      phases: { drifted: 1, applied: 2 },
      cost: aCost,
    });
    renderInPortal(<SummaryCard />, { api, entity: of('System') });
    expect(
      await screen.findByText(
        '3 stacks, $12.50 a month, 1 resource without a price',
      ),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: '1 stack' })).toHaveAttribute(
      'href',
      '/infrastructure?entity=system%3Adefault%2Fheal7-web-main&phase=drifted',
    );
  });

  it('says that there is none yet', async () => {
    renderInPortal(<SummaryCard />, { api: aBackend(), entity: of('Group') });
    expect(
      await screen.findByText('Nothing here has a stack yet'),
    ).toBeVisible();
  });
});
