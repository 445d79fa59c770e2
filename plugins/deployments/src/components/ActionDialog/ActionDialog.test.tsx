import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ActionNoteCode,
  RollbackPreview,
} from '@heal7/backstage-plugin-deployments-common';
import {
  aHealthyState,
  anAnswer,
  aState,
  anAccess,
  aView,
  FULL_ACCESS,
  offers,
} from '../../__testUtils__/states';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { DeploymentsContent } from '../DeploymentsContent';

const aPreview: RollbackPreview = {
  basis: aState().basis,
  revisionHash: '5f6b7c8d9',
  masked: 2,
  lines: [
    { kind: 'gap', text: '12' },
    { kind: 'same', text: 'containers:' },
    { kind: 'removed', text: 'image: web:1.5.0' },
    { kind: 'added', text: 'image: web:1.4.1' },
  ],
};

const MENU = 'More actions for heal7-web-main in EKS production';

function show(
  state = aState(),
  access: Parameters<typeof aView>[1] = FULL_ACCESS,
) {
  const api = anApi(anAnswer({ items: [aView(state, access)] }));
  const portal = renderInPortal(<DeploymentsContent />, { api });
  return { api, ...portal };
}

const click = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));
const choose = async (name: string | RegExp) => {
  await click(MENU);
  await userEvent.click(await screen.findByRole('menuitem', { name }));
};
const dialog = async () => within(await screen.findByRole('dialog'));
const confirm = async (name: string) =>
  userEvent.click((await dialog()).getByRole('button', { name }));

describe('ActionDialog', () => {
  it('says what will happen, does it once, and tells so', async () => {
    const { api, toast } = show();
    let answer: (value: Awaited<ReturnType<typeof api.act>>) => void = () => {};
    api.act.mockReturnValue(new Promise(resolve => (answer = resolve)));

    await click('Promote');
    const open = await dialog();
    expect(
      open.getByText(
        'heal7-web-main in EKS production, namespace heal7-production',
      ),
    ).toBeVisible();
    expect(
      open.getByText('It moves on from step 4 to step 5 of 8.'),
    ).toBeVisible();
    expect(
      open.getByText('Traffic to 1.5.0 goes from 10% to 50%.'),
    ).toBeVisible();
    await userEvent.type(open.getByRole('textbox'), ' looks good ');
    const button = open.getByRole('button', { name: 'Promote' });
    await userEvent.dblClick(button);

    expect(api.act.mock.calls).toEqual([
      [
        expect.objectContaining({ name: 'heal7-web-main' }),
        {
          target: {
            cluster: 'eks-heal7-production',
            namespace: 'heal7-production',
            name: 'heal7-web-main',
            engine: 'argo-rollouts',
          },
          action: 'promote',
          basis: aState().basis,
          reason: 'looks good',
        },
      ],
    ]);
    await act(async () => answer({ outcome: 'done', state: aHealthyState() }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(toast.post).toHaveBeenCalledWith(
      expect.objectContaining({
        title: 'Promote: heal7-web-main in EKS production',
        status: 'success',
      }),
    );
  });

  it('limits the reason to 500 characters', async () => {
    show();
    await click('Promote');
    expect((await dialog()).getByRole('textbox')).toHaveAttribute(
      'maxlength',
      '500',
    );
  });

  it('tells a conflict with the fresh state, and lets it be reviewed', async () => {
    const { api, toast } = show();
    const fresh = aState({
      step: { index: 5, total: 8 },
      weight: { set: 50, actual: 50, max: 100 },
      basis: { ...aState().basis, stepIndex: 5 },
    });
    api.act.mockResolvedValue({
      outcome: 'conflict',
      state: fresh,
      conflict: { message: 'At another step', fields: ['stepIndex'] },
    });
    await click('Promote');
    await confirm('Promote');
    const open = await dialog();
    expect(await open.findByRole('alert')).toHaveTextContent(
      /moved on; nothing was done.*it is at another step/,
    );
    expect(open.getByText('Step 6 of 8')).toBeVisible();
    expect(open.getByText('Actual 50%')).toBeVisible();
    expect(toast.post).not.toHaveBeenCalled();

    api.getEntityDeployments.mockResolvedValue({
      deployments: anAnswer({ items: [aView(fresh)] }),
      clockOffsetMs: 0,
    });
    await confirm('Review again');
    expect(
      await open.findByText('It moves on from step 6 to step 7 of 8.'),
    ).toBeVisible();
    await confirm('Promote');
    expect(api.act.mock.calls[1][1].basis.stepIndex).toBe(5);
  });

  it('notices by itself that the rollout moves on while it is open', async () => {
    const { api, signal } = show();
    await click('Promote');
    const fresh = aState({ basis: { ...aState().basis, stepIndex: 4 } });
    api.getEntityDeployments.mockResolvedValue({
      deployments: anAnswer({ items: [aView(fresh)] }),
      clockOffsetMs: 0,
    });
    act(() => signal('deployments:abc'));
    expect(await (await dialog()).findByRole('alert')).toHaveTextContent(
      'moved on',
    );
    expect(
      (await dialog()).queryByRole('button', { name: 'Promote' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [aRefusal(403, 'Denied by policy'), 'You are not allowed to do this'],
    [new TypeError('Failed to fetch'), 'it may have been done'],
    [aRefusal(500, 'Out of order'), 'Out of order'],
  ])('keeps %s in the dialog', async (error, text) => {
    const { api, toast } = show();
    api.act.mockRejectedValue(error);
    await click('Promote');
    await confirm('Promote');
    expect(await (await dialog()).findByRole('alert')).toHaveTextContent(text);
    expect(toast.post).not.toHaveBeenCalled();
    expect(
      (await dialog()).getByRole('button', { name: 'Promote' }),
    ).toBeEnabled();
  });

  it('warns of what stays changed for later versions', async () => {
    const noted = (code: ActionNoteCode) =>
      offers(['promote']).map(offer =>
        offer.action === 'promote'
          ? { ...offer, note: { code, message: 'In English.' } }
          : offer,
      );
    show(aState({ actions: noted('analysis-stays-off') }));
    await click('Promote');
    expect(
      (await dialog()).getByText(/promoted without analysis too/),
    ).toBeVisible();
  });

  it('warns in the engine’s words of what it does not know yet', async () => {
    const note = { code: 'of-tomorrow' as ActionNoteCode, message: 'Beware.' };
    const [first, ...rest] = offers(['promote']);
    show(aState({ actions: [{ ...first, note }, ...rest] }));
    await click('Promote');
    expect((await dialog()).getByText('Beware.')).toBeVisible();
  });

  it('shows what a rollback changes, and sends what that was read from', async () => {
    const { api } = show();
    api.act.mockResolvedValue({ outcome: 'done', state: aState() });
    const basis = { ...aState().basis, fingerprint: 'fresh' };
    api.getRollbackPreview.mockImplementation(async (_, { revisionHash }) => ({
      ...aPreview,
      basis,
      revisionHash,
    }));
    await choose('Roll back…');
    const open = await dialog();
    expect(open.getByRole('radio', { name: /1\.4\.2/ })).toBeChecked();
    await userEvent.click(open.getByRole('radio', { name: /1\.4\.1/ }));
    expect(
      open.getByText('The pod template goes from 1.5.0 back to 1.4.1.'),
    ).toBeVisible();
    const diff = await open.findByRole('region', {
      name: 'What changes in the pod template',
    });
    expect(
      within(diff)
        .getAllByRole('listitem')
        .map(line => line.textContent),
    ).toEqual([
      '⋮12 lines as they are',
      ' containers:',
      '-Removed: image: web:1.5.0',
      '+Added: image: web:1.4.1',
    ]);
    expect(open.getByText(/2 values masked/)).toHaveTextContent(
      '1 line added · 1 line removed · 2 values masked',
    );
    act(() => diff.focus());
    expect(diff).toHaveFocus();
    await confirm('Roll back');
    expect(api.getRollbackPreview.mock.lastCall?.[1]).toMatchObject({
      target: { name: 'heal7-web-main', cluster: 'eks-heal7-production' },
      revisionHash: '6c4d5e7f8',
    });
    expect(api.act.mock.calls[0][1]).toMatchObject({
      action: 'rollback',
      revisionHash: '6c4d5e7f8',
      basis,
    });
  });

  it('waits for the difference before a rollback can be confirmed', async () => {
    const { api } = show();
    let answer: (value: typeof aPreview) => void = () => {};
    api.getRollbackPreview.mockReturnValue(
      new Promise(resolve => (answer = resolve)),
    );
    await choose('Roll back…');
    const open = await dialog();
    expect(open.getByText('Comparing the pod templates')).toBeVisible();
    expect(open.getByRole('button', { name: 'Roll back' })).toBeDisabled();
    await act(async () => answer(aPreview));
    expect(open.getByRole('button', { name: 'Roll back' })).toBeEnabled();
  });

  it('has nothing to roll back between templates that are the same', async () => {
    const { api } = show();
    api.getRollbackPreview.mockResolvedValue({ ...aPreview, lines: [] });
    await choose('Roll back…');
    const open = await dialog();
    expect(await open.findByText(/templates are the same/)).toBeVisible();
    expect(open.getByRole('button', { name: 'Roll back' })).toBeDisabled();
  });

  it('can roll back without the difference, when that is said', async () => {
    const { api } = show();
    api.getRollbackPreview.mockRejectedValue(aRefusal(500, 'Too slow'));
    api.act.mockResolvedValue({ outcome: 'done', state: aState() });
    await choose('Roll back…');
    const open = await dialog();
    const without = await open.findByRole('checkbox', {
      name: 'Roll back without having seen the difference',
    });
    const button = open.getByRole('button', { name: 'Roll back' });
    expect(without).not.toBeChecked();
    expect(button).toBeDisabled();
    await userEvent.click(without);
    expect(button).toBeEnabled();
    await userEvent.click(without);
    expect(button).toBeDisabled();
    await userEvent.click(without);
    await confirm('Roll back');
    expect(api.act).toHaveBeenCalledTimes(1);
  });

  it('asks again for a difference that could not be had', async () => {
    const { api } = show();
    api.getRollbackPreview.mockRejectedValueOnce(aRefusal(500, 'Too slow'));
    api.getRollbackPreview.mockResolvedValueOnce(aPreview);
    await choose('Roll back…');
    const open = await dialog();
    expect(
      await open.findByText(/could not be compared: Too slow/),
    ).toBeVisible();
    await confirm('Try again');
    expect(await open.findByText(/1 line added/)).toBeVisible();
  });

  it('does nothing without a reason where one is required', async () => {
    const { api } = show(aState(), anAccess({ reasonRequired: true }));
    api.act.mockResolvedValue({ outcome: 'done', state: aState() });
    await click('Promote');
    const open = await dialog();
    const field = open.getByRole('textbox', { name: /Reason/ });
    expect(field).toBeRequired();
    await userEvent.type(field, '   ');
    await confirm('Promote');
    expect(open.getByRole('alert')).toHaveTextContent('Say why');
    expect(field).toHaveFocus();
    expect(field).toBeInvalid();
    expect(api.act).not.toHaveBeenCalled();

    await userEvent.type(field, 'checked the dashboards');
    expect(open.queryByRole('alert')).not.toBeInTheDocument();
    await confirm('Promote');
    expect(api.act.mock.calls[0][1].reason).toBe('checked the dashboards');
  });

  it('leaves only aborting while a freeze holds, and says until when and why', async () => {
    const freeze = {
      id: 'f',
      reason: 'Lunar New Year',
      until: '2026-03-09T09:00:00Z',
    };
    const { api } = show(
      aState(),
      anAccess({ allowed: ['abort'], denial: 'frozen', freeze }),
    );
    api.act.mockResolvedValue({ outcome: 'done', state: aState() });
    expect(await screen.findByText(/^Frozen until Mar 9/)).toBeVisible();
    expect(screen.getByText(/Lunar New Year — Only aborting/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Promote' }),
    ).not.toBeInTheDocument();
    await choose(/^Promote ?: Frozen until Mar 9.*: Lunar New Year$/);
    expect((await dialog()).getByText(/Lunar New Year/)).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await choose('Abort');
    await confirm('Abort');
    expect(api.act.mock.calls[0][1].action).toBe('abort');
  });

  it('warns when a tool may revert a change of the spec, and only then', async () => {
    const managedBy = { tool: 'argo-cd', name: 'web' } as const;
    show(aState({ managedBy }));
    await choose('Pause');
    expect((await dialog()).getByText(/Argo CD \(web\)/)).toBeVisible();
    await confirm('Cancel');
    await choose('Abort');
    expect((await dialog()).queryByText(/Argo CD/)).not.toBeInTheDocument();
  });

  it('says why an action is not possible, in the menu and when chosen', async () => {
    const { api } = show(aState({ actions: offers(['promote']) }));
    await choose(/^Abort ?: No rollout is in progress\.$/);
    const open = await dialog();
    expect(open.getByText('No rollout is in progress.')).toBeVisible();
    expect(
      open.queryByRole('button', { name: 'Abort' }),
    ).not.toBeInTheDocument();
    expect(api.act).not.toHaveBeenCalled();
  });

  it.each([
    ['not-claimed', 'The workload does not name this entity'],
    ['not-permitted', 'You have no permission'],
    ['no-credential', 'The portal may only read this cluster'],
  ] as const)('explains the denial %s', async (denial, text) => {
    show(aState(), anAccess({ allowed: [], denial }));
    await choose(new RegExp(`^Promote ?: ${text}`));
    expect((await dialog()).getByText(new RegExp(text))).toBeVisible();
    expect(
      (await dialog()).queryByRole('button', { name: 'Promote' }),
    ).not.toBeInTheDocument();
  });

  it('is closed by Escape and gives the focus back', async () => {
    show();
    await click('Promote');
    await dialog();
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Promote' })).toHaveFocus(),
    );
  });
});
