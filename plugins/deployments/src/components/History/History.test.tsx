import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delivery, rollouts } from '../../../dev/rollouts';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { anAnswer } from '../../__testUtils__/states';
import { DeploymentsContent } from '../DeploymentsContent';
import { History } from './History';

// There is no canvas here; the chart's own test covers what it draws.
jest.mock('../Chart/Canvas', () => ({ __esModule: true, default: () => null }));

const REF = 'component:default/heal7-web-main';
const CLUSTERS = [
  { name: 'eks-heal7-production', title: 'EKS production' },
  { name: 'gke-heal7-secondary', title: 'GKE secondary' },
];

function anApiWithHistory() {
  const api = anApi(anAnswer());
  api.getDelivery.mockImplementation(async ({ days }) => delivery(days));
  api.getRollouts.mockImplementation(async (_ref, { cursor, cluster }) => {
    const found = rollouts.filter(
      ({ target }) => !cluster || cluster === target.cluster,
    );
    const start = Number(cursor ?? 0);
    return {
      items: found.slice(start, start + 20),
      nextCursor: start + 20 < found.length ? String(start + 20) : null,
    };
  });
  api.getRollout.mockImplementation(
    async (_ref, id) => rollouts.find(one => one.id === id)!,
  );
  return api;
}

const show = (api = anApiWithHistory()) => {
  renderInPortal(<History entityRef={REF} clusters={CLUSTERS} />, { api });
  return api;
};
const unfold = async (version: string) =>
  userEvent.click(
    await screen.findByRole('button', {
      name: new RegExp(`^Details of the rollout of ${version} in`),
    }),
  );

describe('History', () => {
  it('tells what was rolled out, how it ended and who acted', async () => {
    show();
    const buttons = await screen.findAllByRole('button', {
      name: /^Details of the rollout/,
    });
    const [first, , third, fourth, , sixth] = buttons.map(
      button => button.closest('li')!,
    );
    expect(first).toHaveTextContent(/Running1\.59\.0becomes1\.60\.0/);
    expect(first).toHaveTextContent('by mina.kim, jun');
    expect(third).toHaveTextContent('Aborted');
    expect(fourth).toHaveTextContent('Rollback');
    expect(sixth).toHaveTextContent('Partial');
  });

  it('reads on, and shows nothing twice', async () => {
    const api = show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show older' }),
    );
    await waitFor(() =>
      expect(
        screen.getAllByRole('button', { name: /^Details of the rollout/ }),
      ).toHaveLength(30),
    );
    expect(api.getRollouts.mock.calls[1][1]).toEqual({ cursor: '20' });
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
  });

  it('unfolds to the timeline, the traffic as a table, and the acts', async () => {
    const api = show();
    expect(api.getRollout).not.toHaveBeenCalled();
    await unfold('1.58.0');
    const timeline = await screen.findByRole('list', { name: 'Timeline' });
    expect(
      within(timeline)
        .getAllByRole('listitem')
        .map(item => item.textContent)
        .filter(text => /Step \d/.test(text ?? '')),
    ).toHaveLength(4);
    expect(
      within(screen.getByRole('list', { name: 'Acts' })).getByText(
        /Looked at the error rate/,
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('figure', { name: 'Traffic to the new revision' }),
    ).toBeVisible();
  });

  it('can be exported, and says why when it cannot', async () => {
    const api = anApiWithHistory();
    api.exportRollouts.mockRejectedValue(aRefusal(403, 'not yours'));
    show(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export as CSV' }),
    );
    expect(api.exportRollouts.mock.calls[0][1]).toBe('csv');
    expect(await screen.findByText(/not yours/)).toBeVisible();
  });

  it('says that nothing is remembered yet', async () => {
    const api = anApiWithHistory();
    api.getRollouts.mockResolvedValue({ items: [], nextCursor: null });
    show(api);
    expect(
      await screen.findByText('No rollout is remembered yet'),
    ).toBeVisible();
  });

  it('offers another try when it cannot be read', async () => {
    const api = anApiWithHistory();
    api.getRollouts.mockRejectedValueOnce(aRefusal(500, 'down'));
    show(api);
    expect(
      await screen.findByText('The history could not be loaded'),
    ).toBeVisible();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Show older' }),
    ).toBeVisible();
  });
});

describe('the tab', () => {
  it('shows the history when its address says so, and can be switched', async () => {
    const api = anApiWithHistory();
    renderInPortal(<DeploymentsContent />, { api, at: '/?view=history' });
    expect(
      await screen.findByRole('heading', { name: 'Rollouts' }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: 'Now' }));
    expect(
      await screen.findByRole('article', { name: 'EKS production' }),
    ).toBeVisible();
  });
});

describe('delivery performance', () => {
  it('shows the four figures with their definitions', async () => {
    show();
    expect(await screen.findByText('1.4 a day')).toBeVisible();
    expect(screen.getByText('1 hr 30 min')).toBeVisible();
    expect(screen.getByText('6.5%')).toBeVisible();
    expect(screen.getByText('21 min')).toBeVisible();
    expect(screen.getByText(/divided by all days/)).toBeInTheDocument();
  });

  it('says what is not known instead of showing a zero', async () => {
    const api = show();
    await userEvent.click(await screen.findByRole('radio', { name: '7 days' }));
    expect(
      await screen.findByText('No commit of these deployments is known.'),
    ).toBeVisible();
    expect(api.getDelivery.mock.calls.map(([{ days }]) => days)).toEqual([
      30, 7,
    ]);
    expect(api.getDelivery.mock.calls[1][0].entity).toBe(REF);
  });
});
