import { screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import userEvent from '@testing-library/user-event';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { alertApiRef } from '@backstage/core-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { deploymentsApiRef } from './api';
import {
  DeploymentsFleetPage,
  EntityDeploymentsCard,
  EntityDeploymentsContent,
} from './legacy';
import { aFleet, fleetPage, fleetSummary } from '../dev/fleet';
import { anApi, anEntity } from './__testUtils__/renderInPortal';
import { anAnswer, aState } from './__testUtils__/states';

describe('the legacy entry', () => {
  it('works in an old portal, and alerts where there are no toasts', async () => {
    const api = anApi(anAnswer());
    api.act.mockResolvedValue({ outcome: 'done', state: aState() });
    const alert = { post: jest.fn(), alert$: jest.fn() };
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [deploymentsApiRef, api],
          [alertApiRef, alert],
        ]}
      >
        <EntityProvider entity={anEntity}>
          <Routes>
            <Route
              path="/deployments"
              element={
                <>
                  <EntityDeploymentsCard />
                  <EntityDeploymentsContent />
                </>
              }
            />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { routeEntries: ['/deployments'] },
    );
    const card = within(
      await screen.findByRole('article', { name: 'EKS production' }),
    );
    expect(card.getByText('Paused')).toBeVisible();
    expect(await screen.findAllByText('EKS production')).toHaveLength(2);
    expect(
      screen.getByRole('link', { name: 'Show deployments' }),
    ).toHaveAttribute('href', '/deployments');

    await userEvent.click(card.getByRole('button', { name: 'Promote' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Promote' }));
    await waitFor(() =>
      expect(alert.post).toHaveBeenCalledWith(
        expect.objectContaining({
          message: 'Promote: heal7-web-main in EKS production',
        }),
      ),
    );
  });

  it('has the page with all rollouts', async () => {
    const rows = aFleet(3);
    const api = anApi('nothing');
    api.getFleetPage.mockImplementation(async query => fleetPage(rows, query));
    api.getFleetSummary.mockImplementation(async query =>
      fleetSummary(rows, query),
    );
    await renderInTestApp(
      <TestApiProvider apis={[[deploymentsApiRef, api]]}>
        <Routes>
          <Route path="/deployments" element={<DeploymentsFleetPage />} />
        </Routes>
      </TestApiProvider>,
      { routeEntries: ['/deployments'] },
    );
    expect(
      await screen.findByRole('grid', { name: 'All rollouts' }),
    ).toBeVisible();
    expect(screen.getByText('3 rollouts')).toBeVisible();
  });
});
