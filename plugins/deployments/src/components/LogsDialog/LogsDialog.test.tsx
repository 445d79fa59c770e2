import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anAnswer, aState, anAccess, aView } from '../../__testUtils__/states';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { DeploymentsContent } from '../DeploymentsContent';

async function open(answer: () => Promise<string>) {
  const api = anApi(anAnswer());
  api.getPodLog.mockImplementation(answer);
  renderInPortal(<DeploymentsContent />, { api });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Logs of heal7-web-main' }),
  );
  return { api, dialog: within(await screen.findByRole('dialog')) };
}

describe('LogsDialog', () => {
  it('reads the first pod and container', async () => {
    const { api, dialog } = await open(async () => 'GET /health 200');
    expect(await dialog.findByText('GET /health 200')).toBeVisible();
    expect(api.getPodLog.mock.calls[0][1]).toEqual({
      target: {
        cluster: 'eks-heal7-production',
        namespace: 'heal7-production',
        name: 'heal7-web-main',
        engine: 'argo-rollouts',
      },
      pod: 'heal7-web-main-7d9c5b8f6-0',
      container: 'app',
      tailLines: 100,
    });
  });

  it('reads again when asked to', async () => {
    let round = 0;
    const { dialog } = await open(async () => `round ${++round}`);
    await dialog.findByText('round 1');
    await userEvent.click(dialog.getByRole('button', { name: 'Refresh' }));
    expect(await dialog.findByText('round 2')).toBeVisible();
  });

  it('shows what a container prints as text, never as markup', async () => {
    const { dialog } = await open(async () => '<img src=x onerror=alert(1)>');
    expect(
      await dialog.findByText('<img src=x onerror=alert(1)>'),
    ).toBeVisible();
    expect(dialog.queryByRole('img')).not.toBeInTheDocument();
  });

  it('says when nothing was written', async () => {
    const { dialog } = await open(async () => '');
    expect(
      await dialog.findByText('The container has written nothing yet.'),
    ).toBeVisible();
  });

  it.each([
    [aRefusal(403, 'no'), 'You have no permission to read logs.'],
    [aRefusal(404, 'no such pod'), 'The pod or its container is gone.'],
    [new TypeError('Failed to fetch'), 'The backend did not answer.'],
  ])('explains %s', async (error, text) => {
    const { dialog } = await open(async () => {
      throw error;
    });
    const alert = await dialog.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The logs of app in heal7-web-main-7d9c5b8f6-0 could not be read',
    );
    expect(alert).toHaveTextContent(text);
  });

  it('is not offered to whom logs are denied', async () => {
    const api = anApi(
      anAnswer({
        items: [
          aView(
            aState(),
            anAccess({ allowed: [], denial: 'not-permitted', logs: false }),
          ),
        ],
      }),
    );
    renderInPortal(<DeploymentsContent />, { api });
    await screen.findByRole('article');
    expect(
      screen.queryByRole('button', { name: /^Logs/ }),
    ).not.toBeInTheDocument();
  });
});
