import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aCluster,
  aHealthyState,
  anAnswer,
  aPod,
  aRevision,
  aSecondCluster,
  aState,
  aView,
} from '../../__testUtils__/states';
import {
  anApi,
  anEntity,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { DeploymentsContent } from './DeploymentsContent';

const GKE = { cluster: 'gke-heal7-secondary' };
const both = [aCluster(), aSecondCluster()];

const show = (...parameters: Parameters<typeof anApi>) => {
  const api = anApi(...parameters);
  return { api, ...renderInPortal(<DeploymentsContent />, { api }) };
};
const card = (name: string) => screen.findByRole('article', { name });

describe('DeploymentsContent', () => {
  it('shows the rollout of each cluster side by side', async () => {
    show(
      anAnswer({
        items: [aView(aState()), aView(aHealthyState(GKE))],
        clusters: both,
      }),
    );
    const eks = within(await card('EKS production'));
    const gke = within(await card('GKE secondary'));
    expect(eks.getByText('Paused')).toBeVisible();
    expect(gke.getByText('Healthy')).toBeVisible();
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(1);
  });

  it('marks clusters in which nothing real runs', async () => {
    show(anAnswer({ clusters: [aCluster({ demo: true })] }));
    expect(
      within(await card('EKS production')).getByText('Demo'),
    ).toBeVisible();
  });

  it('shows both revisions with their full image on demand', async () => {
    show(anAnswer());
    const eks = within(await card('EKS production'));
    expect(
      eks.getByRole('button', { name: /Copy ghcr.io\/heal7\/web-main:1.4.2$/ }),
    ).toHaveTextContent('1.4.2');
    expect(
      eks.getByRole('button', { name: /Copy ghcr.io\/heal7\/web-main:1.5.0$/ }),
    ).toHaveTextContent('1.5.0');
  });

  it('shows set and actual weight, and why they differ', async () => {
    const state = aState({ weight: { set: 50, actual: 20, max: 100 } });
    state.revisions[0].replicas = { desired: 3, ready: 1, available: 1 };
    show(anAnswer({ items: [aView(state)] }));
    const eks = within(await card('EKS production'));
    expect(
      eks.getByRole('img', {
        name: 'Traffic to the new revision: 20% now, 50% set by the step',
      }),
    ).toBeInTheDocument();
    expect(eks.getByText('waiting for pods')).toBeVisible();
    expect(eks.getByText('canary = true')).toBeVisible();
  });

  it('ticks done steps and marks the current one', async () => {
    show(anAnswer());
    const eks = within(await card('EKS production'));
    const steps = within(eks.getByRole('list', { name: 'Steps' }));
    const items = steps.getAllByRole('listitem');
    expect(items).toHaveLength(8);
    expect(items[0]).toHaveTextContent('10% traffic, done');
    expect(items.map(item => item.getAttribute('aria-current'))).toEqual([
      null,
      null,
      null,
      'step',
      null,
      null,
      null,
      null,
    ]);
    expect(within(items[3]).getByRole('timer')).toBeInTheDocument();
  });

  it('shows each pod, and one bar for very many', async () => {
    const state = aState();
    state.revisions[0].pods = [
      aPod('good'),
      aPod('bad', { ready: false, reason: 'CrashLoopBackOff', restarts: 7 }),
    ];
    state.revisions[1] = aRevision({
      hash: '5f6b7c8d9',
      role: 'stable',
      replicas: { desired: 200, ready: 190, available: 190 },
    });
    show(anAnswer({ items: [aView(state)] }));
    const eks = within(await card('EKS production'));
    expect(
      eks.getByRole('img', {
        name: 'bad: failing, CrashLoopBackOff, 7 restarts',
      }),
    ).toBeInTheDocument();
    expect(
      eks.getByRole('img', {
        name: '190 ready, 10 not ready ContainerCreating',
      }),
    ).toBeInTheDocument();
    expect(eks.getByText('10 × ContainerCreating')).toBeVisible();
  });

  it('shows what was measured, its limit and the verdict', async () => {
    show(anAnswer());
    const eks = within(await card('EKS production'));
    const table = within(
      eks.getByRole('table', {
        name: 'Metrics of heal7-web-main-7d9c5b8f6-12-2',
      }),
    );
    const row = within(table.getByRole('row', { name: /error-ratio/ }));
    expect(row.getByText('Passed')).toBeVisible();
    expect(row.getByText('good if result[0] < 0.01')).toBeVisible();
    expect(row.getByText('5 good, 1 bad')).toBeVisible();
    expect(
      row.getByRole('img', { name: /0\.002, 0\.004, 0\.012.*Limit: 0\.01/ }),
    ).toBeInTheDocument();
  });

  it('says when one cluster runs another image', async () => {
    const behind = aHealthyState({
      ...GKE,
      revisions: [
        aRevision({ hash: 'a', role: 'stable', images: ['x.io/web:1.3.9'] }),
      ],
    });
    show(
      anAnswer({
        items: [aView(aHealthyState()), aView(behind)],
        clusters: both,
      }),
    );
    const table = await screen.findByRole('table', {
      name: 'Clusters compared',
    });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'ClusterServesComparedRolling outPhase',
      'EKS production1.4.2Ahead—Healthy',
      'GKE secondary1.3.9Behind—Healthy',
    ]);
  });

  it('says when a cluster has not got the rollout', async () => {
    show(anAnswer({ clusters: both }));
    const gke = within(await card('GKE secondary'));
    expect(gke.getByText('Not in this cluster')).toBeVisible();
  });

  it('keeps the last known state of an unreachable cluster, without counting', async () => {
    show(
      anAnswer({
        clusters: [
          aCluster({
            condition: 'unreachable',
            message: 'connect ECONNREFUSED. Check the API server.',
          }),
        ],
      }),
    );
    const eks = within(await card('EKS production'));
    expect(eks.getByText(/^Unreachable since/)).toBeVisible();
    expect(eks.getByText(/Last known state.*ECONNREFUSED/)).toBeVisible();
    expect(eks.getByText('Paused')).toBeVisible();
    expect(eks.queryByRole('timer')).not.toBeInTheDocument();
  });

  it.each([
    ['not-watchable', 'Cannot be watched'],
    ['connecting', 'Connecting'],
    ['unowned', 'Not watched since'],
  ] as const)('says that a cluster is %s', async (condition, title) => {
    show(anAnswer({ items: [], clusters: [aCluster({ condition })] }));
    expect(await screen.findByText(new RegExp(`^${title}`))).toBeVisible();
  });

  it('says which part of a cluster cannot be read', async () => {
    show(
      anAnswer({
        clusters: [
          aCluster({
            problems: [{ kind: 'AnalysisRun', message: 'forbidden' }],
          }),
        ],
      }),
    );
    expect(await screen.findByText('AnalysisRun: forbidden')).toBeVisible();
  });

  it('has a shape while it loads', async () => {
    show('nothing');
    expect(await screen.findByRole('status')).toHaveTextContent(
      'Loading rollouts',
    );
  });

  it('tells how to link an entity', async () => {
    show(anAnswer({ items: [], clusters: [], selected: false }));
    expect(
      await screen.findByRole('group', { name: 'Annotation to add' }),
    ).toHaveTextContent('backstage.io/kubernetes-id: heal7-web-main');
  });

  it('tells what was searched where when nothing is found', async () => {
    show(anAnswer({ items: [], clusters: both }));
    expect(
      await screen.findByText(
        'Searched for backstage.io/kubernetes-id=heal7-web-main, in all namespaces, EKS production, GKE secondary.',
      ),
    ).toBeVisible();
  });

  it('tells what failed and tries again', async () => {
    const { api } = show(new TypeError('Failed to fetch'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The rollouts of component:default/heal7-web-main could not be loaded',
    );
    expect(alert).toHaveTextContent('Failed to fetch');
    api.getEntityDeployments.mockResolvedValue({
      deployments: anAnswer(),
      clockOffsetMs: 0,
    });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await card('EKS production')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    show(aRefusal(403, 'Not for you'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You have no permission to see rollouts.*deployments\.read/,
    );
  });

  it('keeps the page when a refresh fails', async () => {
    const { api } = show(anAnswer());
    await card('EKS production');
    api.getEntityDeployments.mockRejectedValue(aRefusal(502, 'Bad gateway'));
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Bad gateway');
    expect(await card('EKS production')).toBeVisible();
  });

  it('follows a signal and reads out nothing but the new phase', async () => {
    const { api, signal, container } = show(anAnswer());
    await card('EKS production');
    api.getEntityDeployments.mockResolvedValue({
      deployments: anAnswer({ items: [aView(aHealthyState())] }),
      clockOffsetMs: 0,
    });
    act(() => signal('deployments:abc'));
    await waitFor(() =>
      expect(container.querySelector('[aria-live=polite]')).toHaveTextContent(
        'heal7-web-main in EKS production: Healthy',
      ),
    );
  });

  it('folds the cards of many rollouts', async () => {
    show(
      anAnswer({
        items: Array.from({ length: 4 }, (_, i) =>
          aView(aState({ name: `service-${i}`, uid: `uid-${i}` })),
        ),
      }),
    );
    expect(await screen.findAllByRole('article')).toHaveLength(4);
    expect(screen.queryByText('Pods')).not.toBeInTheDocument();
    const [first] = screen.getAllByRole('button', { name: 'Show details' });
    await userEvent.click(first);
    expect(screen.getByText('Pods')).toBeVisible();
  });

  it('is asked for the entity of the page', async () => {
    const { api } = show(anAnswer());
    await card('EKS production');
    expect(api.getEntityDeployments.mock.calls[0][0]).toEqual({
      kind: 'component',
      namespace: 'default',
      name: anEntity.metadata.name,
    });
  });
});
