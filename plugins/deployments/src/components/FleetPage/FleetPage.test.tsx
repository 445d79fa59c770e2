import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  FleetQuery,
  FleetRow,
} from '@heal7/backstage-plugin-deployments-common';
import { useLocation } from 'react-router-dom';
import { aFleet, fleetPage, fleetSummary } from '../../../dev/fleet';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { FleetPage } from './FleetPage';

// A browser lays out; here every row is a row high, and so is the screen ten.
const ROW_HEIGHT = 57;
beforeAll(() => {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 10 * ROW_HEIGHT },
    offsetHeight: { configurable: true, get: () => ROW_HEIGHT },
  });
  HTMLElement.prototype.scrollTo = jest.fn();
});

function Address() {
  const { search } = useLocation();
  return <output>{decodeURIComponent(search)}</output>;
}

function show(options: { rows?: FleetRow[]; at?: string } = {}) {
  const backend = { rows: options.rows ?? aFleet(300) };
  const api = anApi('nothing');
  api.getFleetPage.mockImplementation(async query =>
    fleetPage(backend.rows, query),
  );
  api.getFleetSummary.mockImplementation(async query =>
    fleetSummary(backend.rows, query),
  );
  const rendered = renderInPortal(
    <>
      <FleetPage />
      <Address />
    </>,
    { api, at: options.at },
  );
  return { api, backend, ...rendered };
}

const grid = () => screen.findByRole('grid', { name: 'All rollouts' });
const rowsOf = (table: HTMLElement) =>
  within(table).getAllByRole('row').slice(1);
const lastQuery = (api: ReturnType<typeof anApi>): FleetQuery =>
  api.getFleetPage.mock.calls[api.getFleetPage.mock.calls.length - 1][0];

describe('FleetPage', () => {
  it('has in the page only the rows that are on the screen', async () => {
    show();
    const table = await grid();
    expect(rowsOf(table).length).toBeLessThan(30);
    await waitFor(() => expect(table).toHaveAttribute('aria-rowcount', '298'));
    expect(rowsOf(table)[0]).toHaveAttribute('aria-rowindex', '2');
  });

  it('leads from a row to the Deployments tab of its entity', async () => {
    show({ rows: aFleet(1) });
    expect(
      within(await grid()).getByRole('link', { name: 'heal7-web-main' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/heal7-web-main/deployments',
    );
  });

  it('moves with the keyboard, and Enter opens the row', async () => {
    show();
    const table = await grid();
    const [first] = rowsOf(table);
    act(() => first.focus());
    fireEvent.keyDown(first, { key: 'ArrowDown' });
    await waitFor(() =>
      expect(document.activeElement).toHaveAttribute('aria-rowindex', '3'),
    );
    expect(
      rowsOf(table).filter(row => row.getAttribute('tabindex') === '0'),
    ).toHaveLength(1);
    const second = document.activeElement as HTMLElement;
    const opened = jest.fn((event: Event) => event.preventDefault());
    within(second).getByRole('link').addEventListener('click', opened);
    fireEvent.keyDown(second, { key: 'Enter' });
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('keeps its filters in the address, and clears them again', async () => {
    const { api } = show();
    await grid();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Paused/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Mine' }));
    expect(screen.getByText('?phase=paused&mine=true')).toBeInTheDocument();
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({ phase: ['paused'], mine: true }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(lastQuery(api)).not.toHaveProperty('phase'));
  });

  it('begins with the filters of a shared address', async () => {
    const { api } = show({
      at: '/?phase=degraded&domain=domain:default/heal7&sort=name&order=desc',
    });
    await grid();
    expect(api.getFleetPage.mock.calls[0][0]).toMatchObject({
      phase: ['degraded'],
      domain: ['domain:default/heal7'],
      sort: 'name',
      order: 'desc',
    });
    expect(screen.getByRole('button', { name: /^Degraded/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(
      screen.getByRole('button', { name: 'Remove filter Domain: heal7' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('columnheader', { name: 'Rollout' }),
    ).toHaveAttribute('aria-sort', 'descending');
  });

  it('searches once the reader pauses, and not letter by letter', async () => {
    const { api } = show();
    await grid();
    const before = api.getFleetPage.mock.calls.length;
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'auth',
    );
    await waitFor(() => expect(lastQuery(api).text).toBe('auth'));
    expect(api.getFleetPage.mock.calls.length).toBe(before + 1);
  });

  it('sorts by a press on a heading', async () => {
    const { api } = show();
    const table = await grid();
    await userEvent.click(
      within(table).getByRole('button', { name: 'Rollout' }),
    );
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({ sort: 'name', order: 'asc' }),
    );
  });

  it('says that rows have moved instead of moving them under the pointer', async () => {
    const { backend, signal } = show({ at: '/?sort=name&order=asc' });
    const table = await grid();
    const shown = () => rowsOf(table).map(row => row.dataset.index);
    const firstName = () => within(table).getAllByRole('link')[0].title;
    const before = firstName();
    await userEvent.hover(rowsOf(table)[2]);
    const indices = shown();
    backend.rows = backend.rows.filter(row => row.target.name !== before);
    await act(async () => signal('deployments:dev'));
    const button = await screen.findByRole(
      'button',
      { name: 'Show in order' },
      { timeout: 5000 },
    );
    expect(firstName()).toBe(before);
    expect(shown()).toEqual(indices);
    await userEvent.click(button);
    await waitFor(() => expect(firstName()).not.toBe(before));
  });

  it('shows what is known of a rollout without an entity, to read only', async () => {
    show({ rows: aFleet(100), at: '/?unmapped=true' });
    const table = await grid();
    const name = within(table).getByRole('button', { name: /heal7/ });
    expect(name).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(name);
    expect(
      within(table).getByRole('gridcell', { name: /^Details of/ }),
    ).toHaveTextContent('Pods5 of 5 pods ready');
  });

  it('marks what may be old', async () => {
    const [row] = aFleet(1);
    show({ rows: [{ ...row, stale: true }] });
    expect(within(await grid()).getByText('Stale')).toBeVisible();
  });

  it('tells no match from nothing at all', async () => {
    const { unmount } = show({ rows: [], at: '/?text=nothing' });
    expect(
      await screen.findByText('No rollout matches these filters'),
    ).toBeVisible();
    unmount();
    show({ rows: [] });
    expect(await screen.findByText('There are no rollouts yet')).toBeVisible();
  });

  it('says which permission is missing', async () => {
    const { api } = show();
    api.getFleetPage.mockRejectedValue(aRefusal(403, 'no'));
    await userEvent.click(screen.getByRole('button', { name: 'Mine' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'deployments.read',
    );
  });

  it('says what it is waiting for', async () => {
    const { api } = show();
    api.getFleetPage.mockImplementation(() => new Promise(() => {}));
    expect(screen.getByText('Loading rollouts')).toBeInTheDocument();
    await grid();
  });
});
