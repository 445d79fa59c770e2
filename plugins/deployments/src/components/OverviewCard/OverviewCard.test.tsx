import { screen, within } from '@testing-library/react';
import {
  aCluster,
  aHealthyState,
  anAnswer,
  aSecondCluster,
  aState,
  aView,
} from '../../__testUtils__/states';
import { anApi, renderInPortal } from '../../__testUtils__/renderInPortal';
import { OverviewCard } from './OverviewCard';

describe('OverviewCard', () => {
  it('has a line for each cluster and leads to the tab', async () => {
    renderInPortal(<OverviewCard />, {
      api: anApi(
        anAnswer({
          items: [
            aView(aState()),
            aView(aHealthyState({ cluster: 'gke-heal7-secondary' })),
          ],
          clusters: [aCluster(), aSecondCluster()],
        }),
      ),
    });
    const [eks, gke] = await screen.findAllByRole('listitem');
    expect(within(eks).getByText('EKS production')).toBeVisible();
    expect(within(eks).getByText('Paused')).toBeVisible();
    expect(within(eks).getByText('1.5.0')).toBeVisible();
    expect(within(eks).getByText('10%')).toBeVisible();
    expect(eks).toHaveTextContent('Step 4 of 8');
    expect(within(eks).getByRole('timer')).toBeVisible();
    expect(within(gke).getByText('1.4.2')).toBeVisible();
    expect(within(gke).queryByRole('timer')).not.toBeInTheDocument();
    expect(screen.getByRole('link')).toHaveAttribute('href', '/deployments');
  });

  it('names the rollouts when there are several, and counts the rest', async () => {
    renderInPortal(<OverviewCard />, {
      api: anApi(
        anAnswer({
          items: Array.from({ length: 9 }, (_, i) =>
            aView(aState({ name: `service-${i}`, uid: `uid-${i}` })),
          ),
        }),
      ),
    });
    expect(await screen.findAllByRole('listitem')).toHaveLength(6);
    expect(screen.getByText('service-0')).toBeVisible();
    expect(screen.getByRole('link')).toHaveTextContent('3 more');
  });
});
