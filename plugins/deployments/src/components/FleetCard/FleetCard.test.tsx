import { screen, waitFor, within } from '@testing-library/react';
import { aFleet, fleetPage, fleetSummary } from '../../../dev/fleet';
import {
  anApi,
  anEntity,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { FleetEntityCard } from './FleetEntityCard';

const of = (kind: string) => ({
  ...anEntity,
  kind,
  metadata: { name: 'heal7-1', namespace: 'default' },
});

function show(kind: string, rows = aFleet(400)) {
  const api = anApi('nothing');
  api.getFleetPage.mockImplementation(async query => fleetPage(rows, query));
  api.getFleetSummary.mockImplementation(async query =>
    fleetSummary(rows, query),
  );
  renderInPortal(<FleetEntityCard />, { api, entity: of(kind) });
  return api;
}

describe('the card about the rollouts of several entities', () => {
  it.each([
    ['System', { system: ['system:default/heal7-1'] }],
    ['Domain', { domain: ['domain:default/heal7-1'] }],
    ['Group', { owner: ['group:default/heal7-1'] }],
  ])('is about those of the %s', async (kind, filters) => {
    const api = show(kind);
    await waitFor(() => expect(api.getFleetPage).toHaveBeenCalled());
    expect(api.getFleetSummary.mock.calls[0][0]).toEqual(filters);
    expect(api.getFleetPage.mock.calls[0][0]).toEqual({
      ...filters,
      attention: true,
      limit: 5,
    });
  });

  it('names five that need attention, and leads to the others', async () => {
    show('System');
    const list = await screen.findByRole('list', { name: 'Needs attention' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    expect(
      screen.getByRole('link', { name: /more need attention/ }),
    ).toHaveAttribute(
      'href',
      '/fleet?system=system%3Adefault%2Fheal7-1&attention=true',
    );
  });

  it('leads from a count to those rollouts', async () => {
    show('System');
    expect(await screen.findByRole('link', { name: /Paused/ })).toHaveAttribute(
      'href',
      '/fleet?phase=paused&system=system%3Adefault%2Fheal7-1',
    );
  });

  it('is quiet when nothing is the matter', async () => {
    show(
      'System',
      aFleet(400).filter(({ attention }) => !attention),
    );
    expect(await screen.findByText('Nothing needs attention.')).toBeVisible();
  });

  it('says that there is nothing yet', async () => {
    show('Group', []);
    expect(await screen.findByText('No rollouts here yet.')).toBeVisible();
  });

  it('says what did not work', async () => {
    const api = anApi('nothing');
    api.getFleetPage.mockRejectedValue(aRefusal(403, 'no'));
    api.getFleetSummary.mockRejectedValue(aRefusal(403, 'no'));
    renderInPortal(<FleetEntityCard />, { api, entity: of('System') });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'deployments.read',
    );
  });
});
