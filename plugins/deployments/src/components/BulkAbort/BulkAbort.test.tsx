import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AbortCandidate,
  SystemAbortPreview,
} from '@heal7/backstage-plugin-deployments-common';
import { aState } from '../../__testUtils__/states';
import { anApi, renderInPortal } from '../../__testUtils__/renderInPortal';
import { targetOf } from '../../model/replaceState';
import { AbortAllButton } from './AbortAllButton';

const candidate = (
  name: string,
  refusal: AbortCandidate['refusal'] = null,
): AbortCandidate => ({
  target: targetOf(aState({ name })),
  entityRef: `component:default/${name}`,
  environment: 'production',
  phase: 'paused',
  images: ['ghcr.io/heal7/web:1.5.0'],
  basis: aState().basis,
  stale: false,
  refusal,
});
const preview = (...items: AbortCandidate[]): SystemAbortPreview => ({
  systemRef: 'system:default/shop',
  items,
  abortable: items.filter(item => !item.refusal).length,
  refused: items.filter(item => item.refusal).length,
});

function show(answer: SystemAbortPreview) {
  const api = anApi('nothing');
  api.getSystemAbortPreview.mockResolvedValue(answer);
  renderInPortal(<AbortAllButton systemRef="system:default/shop" />, { api });
  return api;
}

async function open() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Abort all rollouts…' }),
  );
  return within(await screen.findByRole('dialog'));
}

describe('aborting all rollouts of a system', () => {
  it('is not offered to who may abort nothing', async () => {
    const api = show(
      preview(candidate('a', { code: 'not-permitted', message: 'no' })),
    );
    await waitFor(() => expect(api.getSystemAbortPreview).toHaveBeenCalled());
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says what would be aborted, and what not and why', async () => {
    show(
      preview(
        candidate('web'),
        candidate('api', { code: 'no-credential', message: 'no' }),
      ),
    );
    const dialog = await open();
    const would = within(
      await dialog.findByRole('list', { name: '1 rollout would be aborted' }),
    );
    expect(would.getAllByRole('listitem')).toHaveLength(1);
    expect(dialog.getByText(/may only read this cluster/)).toBeInTheDocument();
  });

  it('does nothing without the name and a reason', async () => {
    const api = show(preview(candidate('web'), candidate('api')));
    const dialog = await open();
    const name = await dialog.findByRole('textbox', {
      name: /Type shop to confirm/,
    });
    const abort = () =>
      userEvent.click(dialog.getByRole('button', { name: 'Abort 2 rollouts' }));
    await userEvent.type(name, 'shop2');
    await abort();
    expect(dialog.getByRole('alert')).toHaveTextContent('not the name');
    await userEvent.clear(name);
    await userEvent.type(name, 'shop');
    await abort();
    expect(dialog.getByRole('alert')).toHaveTextContent('Say why');
    expect(api.abortSystem).not.toHaveBeenCalled();
  });

  it('tells what came of each, and looks again at what is left', async () => {
    const [web, other] = [candidate('web'), candidate('api')];
    const api = show(preview(web, other));
    const dialog = await open();
    await userEvent.type(
      await dialog.findByRole('textbox', { name: /Type shop/ }),
      'shop',
    );
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'checkout is down',
    );
    api.abortSystem.mockResolvedValue({
      systemRef: 'system:default/shop',
      items: [
        { ...web, outcome: 'done', message: '' },
        { ...other, outcome: 'failed', message: 'The cluster is silent.' },
      ],
    });
    await userEvent.click(
      dialog.getByRole('button', { name: 'Abort 2 rollouts' }),
    );
    expect(await dialog.findByText('1 of 2 aborted')).toBeVisible();
    expect(dialog.getByText(/The cluster is silent\. Open it/)).toBeVisible();
    expect(api.abortSystem.mock.calls[0][1]).toEqual({
      confirmation: 'shop',
      reason: 'checkout is down',
      targets: [web, other].map(({ target, entityRef, basis }) => ({
        target,
        entityRef,
        basis,
      })),
    });
    api.getSystemAbortPreview.mockResolvedValue(preview(other));
    await userEvent.click(dialog.getByRole('button', { name: 'Look again' }));
    expect(
      await dialog.findByRole('button', { name: 'Abort 1 rollout' }),
    ).toBeVisible();
  });

  it('does not claim that nothing happened when nobody answered', async () => {
    const api = show(preview(candidate('web')));
    const dialog = await open();
    await userEvent.type(
      await dialog.findByRole('textbox', { name: /Type shop/ }),
      'shop',
    );
    await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'x');
    api.abortSystem.mockRejectedValue(new TypeError('Failed to fetch'));
    await userEvent.click(
      dialog.getByRole('button', { name: 'Abort 1 rollout' }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'some may have been aborted',
    );
  });
});
