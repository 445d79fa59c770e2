import { screen, within } from '@testing-library/react';
import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import { aCluster, anAccess, aState, aView } from '../../__testUtils__/states';
import { anApi, renderInPortal } from '../../__testUtils__/renderInPortal';
import { DeploymentActionsProvider } from '../../hooks/deploymentActions';
import type { DeploymentActions } from '../../hooks/deploymentActions';
import { TargetCard } from './TargetCard';

const never = () => new Promise<never>(() => {});
const ACTIONS: DeploymentActions = {
  act: never,
  applyState: () => {},
  readLog: never,
  previewRollback: never,
  readMetrics: never,
  readChanges: never,
};

async function show(over: Partial<DeploymentState>) {
  renderInPortal(
    <DeploymentActionsProvider value={ACTIONS}>
      <TargetCard
        view={aView(aState(over), anAccess())}
        cluster={aCluster()}
        compact={false}
      />
    </DeploymentActionsProvider>,
    { api: anApi('nothing') },
  );
  return within(await screen.findByRole('article'));
}

describe('TargetCard', () => {
  it('says first why a rollout is not moving', async () => {
    const card = await show({
      explanation: {
        code: 'metric-failed',
        message: 'error-rate was 3.2 %, and had to be at most 1 %.',
        values: { metric: 'error-rate', value: '3.2', condition: '<= 1' },
        severity: 'problem',
      },
    });
    const note = card.getByRole('note', { name: 'Why it is not moving' });
    expect(note).toHaveTextContent('error-rate was 3.2 %');
    // The engine's word for it would say the same with less.
    expect(card.queryByText('Paused by a step')).toBeNull();
  });

  it('shows where requests go beside what was asked for, and why', async () => {
    const card = await show({
      traffic: {
        source: 'virtual-service',
        about: 'VirtualService heal7-production/heal7-web-main',
        shares: [
          { hash: 'a', role: 'stable', destination: 'web/stable', weight: 95 },
          { hash: 'b', role: 'canary', destination: 'web/canary', weight: 5 },
        ],
        mirroredPercent: 20,
        sticky: true,
        difference: {
          code: 'pods-not-ready',
          message: 'The canary has 1 of 3 pods ready.',
        },
      },
    });
    const split = card.getByRole('list', { name: 'Where requests go' });
    expect(split).toHaveTextContent('Stable 95%Canary 5%');
    expect(card.getByText('20% copied to the new revision')).toBeVisible();
    expect(card.getByText(/Visitors stay/)).toBeVisible();
    expect(card.getByText(/Not yet as asked for/)).toHaveAttribute(
      'title',
      'The canary has 1 of 3 pods ready.',
    );
  });

  it('tells what the GitOps tool says instead of only who manages it', async () => {
    const managedBy = { tool: 'argo-cd', name: 'web' } as const;
    const card = await show({
      managedBy,
      gitOps: {
        tool: 'argo-cd',
        name: 'web',
        namespace: 'argocd',
        sync: 'out-of-sync',
        health: 'Degraded',
        revision: '0123456789abcdef0123456789abcdef01234567',
        message: '',
        selfHeal: true,
      },
    });
    expect(card.getByText('Out of sync')).toBeVisible();
    expect(card.getByText('Degraded')).toBeVisible();
    expect(card.getByText('Reverts edits made beside it')).toBeVisible();
    expect(card.queryByText(/Managed by/)).toBeNull();
  });

  it('has no empty list of steps, and says what the cluster is for', async () => {
    const card = await show({ steps: [], step: null, strategy: 'rolling' });
    expect(card.queryByRole('heading', { name: 'Steps' })).toBeNull();
    expect(card.getByText('production')).toBeVisible();
  });
});
