import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { WavePlanDetail } from '@heal7/backstage-plugin-deployments-common';
import {
  aCluster,
  anAccess,
  anAnswer,
  aSecondCluster,
  aState,
  aView,
} from '../../__testUtils__/states';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { targetOf } from '../../model/replaceState';
import { DeploymentsContent } from '../DeploymentsContent';

const eks = aState();
const gke = aState({ cluster: 'gke-heal7-secondary', uid: 'uid-gke' });
const waiting = (access = anAccess()) =>
  anAnswer({
    items: [aView(eks, access), aView(gke, access)],
    clusters: [aCluster(), aSecondCluster()],
  });

const target = (state: typeof eks) => ({
  target: targetOf(state),
  environment: 'production',
  revisionHash: state.basis.revisionHash,
  images: ['ghcr.io/heal7/web-main:1.5.0'],
  progress: 'pending' as const,
  actedAt: null,
});
const wave = {
  name: '',
  healthyForSeconds: 900,
  soakedSeconds: 0,
  soakedAt: null,
  startedAt: null,
  endedAt: null,
};
const aPlan = (over: Partial<WavePlanDetail> = {}): WavePlanDetail => ({
  id: 'p1',
  entityRef: 'component:default/heal7-web-main',
  action: 'promote',
  status: 'acting',
  waves: [
    { ...wave, targets: [target(eks)] },
    { ...wave, targets: [target(gke)] },
  ],
  currentWave: 0,
  stop: null,
  hold: null,
  reason: 'release day',
  startedBy: 'user:default/seo-yeon.kim',
  startedAt: '2026-03-02T08:00:00Z',
  endedAt: null,
  expiresAt: '2199-01-01T00:00:00Z',
  events: [],
  mayCancel: true,
  ...over,
});

function show(answer = waiting(), plan?: WavePlanDetail) {
  const api = anApi(answer);
  if (plan) {
    api.getWavePlans.mockResolvedValue({ items: [plan] });
    api.getWavePlan.mockResolvedValue(plan);
  }
  return { api, ...renderInPortal(<DeploymentsContent />, { api }) };
}

async function open() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Promote 1.5.0 in waves…' }),
  );
  return within(await screen.findByRole('dialog'));
}

describe('promotion in waves', () => {
  it('is offered only where a revision waits in two places', async () => {
    const { api } = show(anAnswer());
    await screen.findByRole('article', { name: 'EKS production' });
    await waitFor(() => expect(api.getWavePlans).toHaveBeenCalled());
    expect(screen.queryByText(/in waves/)).not.toBeInTheDocument();
  });

  it('goes cluster after cluster, on what was seen, unless told otherwise', async () => {
    const { api } = show();
    const dialog = await open();
    expect(dialog.getByText('Promote EKS production now.')).toBeVisible();
    expect(
      dialog.getByText(
        'Promote GKE secondary when EKS production has been healthy for 15 minutes.',
      ),
    ).toBeVisible();
    const minutes = dialog.getByLabelText(/wave 1 has to be healthy/);
    await userEvent.clear(minutes);
    expect(dialog.getByRole('alert')).toHaveTextContent('whole minutes');
    expect(
      dialog.getByRole('button', { name: 'Start the plan' }),
    ).toBeDisabled();
    await userEvent.type(minutes, '5');
    api.startWavePlan.mockResolvedValue(aPlan());
    await userEvent.click(
      dialog.getByRole('button', { name: 'Start the plan' }),
    );
    await waitFor(() => expect(api.startWavePlan).toHaveBeenCalled());
    expect(api.startWavePlan.mock.calls[0][1]).toEqual({
      action: 'promote',
      waves: [
        {
          name: 'EKS production',
          targets: [{ target: targetOf(eks), basis: eks.basis }],
          healthyFor: { minutes: 5 },
        },
        {
          name: 'GKE secondary',
          targets: [{ target: targetOf(gke), basis: gke.basis }],
          healthyFor: { minutes: 15 },
        },
      ],
    });
  });

  it('moves targets by buttons, and keeps the focus with them', async () => {
    show();
    const dialog = await open();
    await userEvent.click(
      dialog.getByRole('button', {
        name: 'Move GKE secondary to an earlier wave',
      }),
    );
    expect(
      dialog.getByText('Promote EKS production and GKE secondary now.'),
    ).toBeVisible();
    expect(
      dialog.getByText('GKE secondary is in wave 1 of 1 now'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(
        dialog.getByRole('button', {
          name: 'Move GKE secondary to an earlier wave',
        }),
      ).toHaveFocus(),
    );
  });

  it('asks why where that is required, and tells a refusal', async () => {
    const { api } = show(waiting(anAccess({ reasonRequired: true })));
    const dialog = await open();
    const start = () =>
      userEvent.click(dialog.getByRole('button', { name: 'Start the plan' }));
    await start();
    expect(dialog.getByRole('alert')).toHaveTextContent('Say why');
    expect(api.startWavePlan).not.toHaveBeenCalled();
    await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'x');
    api.startWavePlan.mockRejectedValue(aRefusal(409, 'Plan p0 is running'));
    await start();
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The plan was not started: Plan p0 is running',
    );
  });

  it('says who may not', async () => {
    show(waiting(anAccess({ allowed: [], denial: 'not-permitted' })));
    const dialog = await open();
    expect(dialog.getByText('No target can be promoted now.')).toBeVisible();
    expect(dialog.getAllByText(/You have no permission/)).toHaveLength(2);
    expect(
      dialog.queryByRole('button', { name: 'Start the plan' }),
    ).not.toBeInTheDocument();
  });

  it('shows the plan that runs, instead of offering another, and ends it', async () => {
    const { api } = show(waiting(), aPlan());
    const plan = within(
      await screen.findByRole('region', { name: /Promotion in waves/ }),
    );
    const steps = within(plan.getByRole('list', { name: 'Waves of the plan' }));
    expect(
      steps
        .getAllByRole('listitem')
        .filter(item => item.hasAttribute('aria-current')),
    ).toHaveLength(1);
    expect(plan.getByText(/Reason: release day/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /in waves…/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      plan.getByRole('button', { name: 'Cancel the plan…' }),
    );
    expect(api.cancelWavePlan).not.toHaveBeenCalled();
    api.cancelWavePlan.mockResolvedValue(aPlan({ status: 'cancelled' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(
      dialog.getByRole('button', { name: 'Cancel the plan' }),
    );
    await waitFor(() => expect(api.cancelWavePlan).toHaveBeenCalled());
    expect(api.cancelWavePlan.mock.calls[0][1]).toBe('p1');
  });

  it('says why a plan was stopped, and what to do', async () => {
    show(
      waiting(),
      aPlan({
        status: 'stopped',
        endedAt: new Date().toISOString(),
        stop: {
          code: 'degraded',
          message: 'Pods crash.',
          target: targetOf(eks),
        },
        mayCancel: false,
      }),
    );
    expect(
      await screen.findByText(
        'Stopped: a rollout is degraded (EKS production)',
      ),
    ).toBeVisible();
    expect(screen.getByText(/Pods crash\. See on its card why/)).toBeVisible();
  });

  it('says so when plans cannot be had, and still shows the rollouts', async () => {
    const { api } = show();
    api.getWavePlans.mockRejectedValue(aRefusal(500, 'Out of order'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Out of order');
    expect(
      await screen.findByRole('article', { name: 'EKS production' }),
    ).toBeVisible();
  });
});
