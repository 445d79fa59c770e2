import { screen } from '@testing-library/react';
import { anApi, renderInPortal } from '../__testUtils__/renderInPortal';
import { aRun } from '../__testUtils__/runs';
import { aStack } from '../__testUtils__/stacks';
import { InfrastructurePage } from './InfrastructurePage';

function show(at: string) {
  const api = anApi();
  api.getStack.mockResolvedValue(aStack());
  api.getRun.mockResolvedValue(aRun());
  renderInPortal(<InfrastructurePage />, { api, at });
  return api;
}

describe('the addresses of the page', () => {
  it('lead to all stacks', async () => {
    const api = show('/');
    expect(await screen.findByRole('group', { name: 'Filters' })).toBeVisible();
    expect(api.getStacks).toHaveBeenCalled();
  });

  it('lead to a stack, and from there to all', async () => {
    const api = show('/stacks/stack-1');
    expect(
      await screen.findByRole('heading', { name: 'orders-storage', level: 1 }),
    ).toBeVisible();
    expect(api.getStack.mock.calls[0][0]).toBe('stack-1');
    expect(screen.getByRole('link', { name: 'All stacks' })).toHaveAttribute(
      'href',
      '/infrastructure',
    );
  });

  it('lead to a run, and from there to its stack', async () => {
    const api = show('/runs/run-4');
    expect(
      await screen.findByRole('heading', { name: 'Run 4: Apply', level: 1 }),
    ).toBeVisible();
    expect(api.getRun.mock.calls[0][0]).toBe('run-4');
    expect(
      screen.getByRole('link', { name: 'Stack orders-storage' }),
    ).toHaveAttribute('href', '/infrastructure/stacks/stack-1');
  });
});
