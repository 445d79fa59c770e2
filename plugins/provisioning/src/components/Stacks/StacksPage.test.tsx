import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import type {
  StackListItem,
  StacksQuery,
} from '@heal7/backstage-plugin-provisioning-common';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { aListItem } from '../../__testUtils__/stacks';
import { StacksPage } from './StacksPage';

function Address() {
  return <output>{decodeURIComponent(useLocation().search)}</output>;
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    aListItem({ id: `stack-${index}`, name: `stack-${index}` }),
  );

/** Pages through what there is, as the backend does. */
function answering(backend: { stacks: StackListItem[] }) {
  return async (query: StacksQuery) => {
    const from = Number(query.cursor ?? 0);
    const to = from + (query.limit ?? 20);
    return {
      items: backend.stacks.slice(from, to),
      nextCursor: to < backend.stacks.length ? String(to) : null,
      total: backend.stacks.length,
      channel: 'provisioning:stacks',
    };
  };
}

function show(options: { stacks?: StackListItem[]; at?: string } = {}) {
  const backend = { stacks: options.stacks ?? [aListItem()] };
  const api = anApi();
  api.getStacks.mockImplementation(answering(backend));
  api.getSummary.mockResolvedValue({
    total: 3,
    phases: { 'awaiting-approval': 1, applied: 2 },
    cost: null,
  });
  const rendered = renderInPortal(
    <>
      <StacksPage />
      <Address />
    </>,
    { api, at: options.at },
  );
  return { api, backend, ...rendered };
}

const table = () => screen.findByRole('table', { name: 'Stacks' });
const lastQuery = (api: ReturnType<typeof anApi>) =>
  api.getStacks.mock.calls[api.getStacks.mock.calls.length - 1][0];

describe('the page with all stacks', () => {
  it('tells of each where it stands, and leads to it and its last run', async () => {
    show({
      stacks: [
        aListItem({ drift: { checkedAt: '', runId: 'r', resources: [] } }),
      ],
    });
    const row = within(await table()).getAllByRole('row')[1];
    expect(row).toHaveTextContent('Applied');
    expect(row).toHaveTextContent('production');
    expect(row).toHaveTextContent('object-storage');
    expect(row).toHaveTextContent('None');
    // A sum that leaves something out says so.
    expect(row).toHaveTextContent('at least $12.50');
    expect(
      within(row).getByRole('link', { name: 'orders-storage' }),
    ).toHaveAttribute('href', '/infrastructure/stacks/stack-1');
    expect(
      within(row).getByRole('link', { name: 'Run 3: Apply' }),
    ).toHaveAttribute('href', '/infrastructure/runs/run-3');
    expect(within(row).getByRole('link', { name: 'web-team' })).toHaveAttribute(
      'href',
      '/catalog/default/group/web-team',
    );
  });

  it('shows more on demand, and keeps it when it is asked again', async () => {
    const { signal, api, backend } = show({ stacks: many(70) });
    expect(await screen.findByText('stack-49')).toBeInTheDocument();
    expect(screen.queryByText('stack-50')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('stack-69')).toBeInTheDocument();
    backend.stacks = many(69);
    const before = api.getStacks.mock.calls.length;
    act(() => signal('provisioning:stacks'));
    expect(await screen.findByText('69 stacks')).toBeInTheDocument();
    expect(screen.getByText('stack-68')).toBeInTheDocument();
    expect(api.getStacks.mock.calls.length).toBe(before + 2);
  });

  it('keeps its filters in the address, and clears them again', async () => {
    const { api } = show();
    await table();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Awaiting approval/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Mine' }));
    expect(
      screen.getByText('?phase=awaiting-approval&mine=true'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({
        phase: 'awaiting-approval',
        mine: true,
      }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(lastQuery(api)).not.toHaveProperty('phase'));
  });

  it('begins with the filters of a shared address', async () => {
    const { api } = show({ at: '/?environment=staging&owner=group:default/x' });
    await table();
    expect(api.getStacks.mock.calls[0][0]).toMatchObject({
      environment: 'staging',
      owner: 'group:default/x',
    });
  });

  it('tells what is spent of the budgets, and what is over', async () => {
    show();
    const budgets = await screen.findByRole('list', {
      name: 'Budgets a month',
    });
    const [development, production, sandbox] =
      within(budgets).getAllByRole('listitem');
    expect(development).toHaveTextContent('$620 of $500');
    expect(development).toHaveTextContent('over budget by $120');
    expect(production).toHaveTextContent('$2,995 of $3,000');
    expect(production).not.toHaveTextContent('over');
    expect(sandbox).toHaveTextContent('no limit');
  });

  it('says what an executor is missing, and what is broken', async () => {
    const api = anApi();
    api.getStacks.mockImplementation(answering({ stacks: [] }));
    api.getExecutors.mockResolvedValue([
      { id: 'github', available: true, version: '1', message: '' },
      {
        id: 'terraform',
        available: false,
        version: null,
        message: 'No terraform on the path. Install it.',
      },
    ]);
    api.getModules.mockResolvedValue({
      modules: [],
      environments: [],
      broken: [{ id: 'cache', source: 'files', reason: 'No title.' }],
    });
    renderInPortal(<StacksPage />, { api });
    expect(
      await screen.findByText(
        'terraform: No terraform on the path. Install it.',
      ),
    ).toBeVisible();
    expect(screen.queryByText(/^github/)).not.toBeInTheDocument();
    expect(screen.getByText('cache: No title.')).toBeVisible();
  });

  it('says what a stack is where there is none', async () => {
    show({ stacks: [] });
    expect(
      await screen.findByRole('heading', { name: 'No stacks yet' }),
    ).toBeVisible();
  });

  it('says that it is the filters when nothing matches', async () => {
    show({ stacks: [], at: '/?mine=true' });
    expect(
      await screen.findByRole('heading', {
        name: 'No stack matches these filters',
      }),
    ).toBeVisible();
  });

  it('is loading until there is an answer', () => {
    renderInPortal(<StacksPage />, { api: anApi() });
    expect(screen.getAllByRole('status')[0]).toHaveTextContent('Loading');
  });

  it('names the permission that is missing', async () => {
    const api = anApi();
    api.getStacks.mockRejectedValue(aRefusal(403, 'no'));
    renderInPortal(<StacksPage />, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'provisioning.stack.read',
    );
  });

  it('keeps what it has when it cannot be asked again, and tries again', async () => {
    const { api, backend, signal } = show();
    await table();
    api.getStacks.mockRejectedValueOnce(aRefusal(503, 'down'));
    act(() => signal('provisioning:stacks'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('What is shown is from before');
    expect(await table()).toBeVisible();
    backend.stacks = [aListItem({ name: 'renamed' })];
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByRole('link', { name: 'renamed' })).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
