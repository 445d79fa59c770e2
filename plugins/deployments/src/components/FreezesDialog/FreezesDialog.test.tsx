import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Freeze } from '@heal7/backstage-plugin-deployments-common';
import { anAnswer } from '../../__testUtils__/states';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { DeploymentsContent } from '../DeploymentsContent';

const YEAR = 365 * 86_400_000;
const later = (years: number) =>
  new Date(Date.now() + years * YEAR).toISOString();

const aFreeze: Freeze = {
  id: 'f1',
  cluster: 'eks-heal7-production',
  environment: null,
  reason: 'Lunar New Year',
  from: '2026-01-01T00:00:00Z',
  until: later(1),
  declaredBy: 'user:default/seo-yeon.kim',
  declaredAt: '2026-01-01T00:00:00Z',
};

function show(items: Freeze[], mayDeclare: boolean) {
  const api = anApi(anAnswer());
  api.getFreezes.mockResolvedValue({ items, mayDeclare });
  return { api, ...renderInPortal(<DeploymentsContent />, { api }) };
}

async function open() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'More about these rollouts' }),
  );
  await userEvent.click(
    await screen.findByRole('menuitem', { name: 'Freezes…' }),
  );
  return within(await screen.findByRole('dialog'));
}

describe('FreezesDialog', () => {
  it('lists what is frozen, and lets only those change it who may', async () => {
    show(
      [
        aFreeze,
        { ...aFreeze, id: 'f2', cluster: null, from: later(1), reason: 'Move' },
      ],
      false,
    );
    const dialog = await open();
    const items = await dialog.findAllByRole('listitem');
    expect(items[0]).toHaveTextContent(
      /Lunar New Year.*Holds now.*EKS production · All environments.*seo-yeon/,
    );
    expect(items[1]).toHaveTextContent(/Move.*Planned.*All clusters/);
    expect(dialog.getByText(/not declare or lift/)).toBeVisible();
    expect(dialog.queryByRole('form')).not.toBeInTheDocument();
    expect(
      dialog.queryByRole('button', { name: /Lift/ }),
    ).not.toBeInTheDocument();
  });

  it('lifts after asking again, and looks anew', async () => {
    const { api, toast } = show([aFreeze], true);
    const dialog = await open();
    await userEvent.click(
      await dialog.findByRole('button', {
        name: 'Lift the freeze: Lunar New Year',
      }),
    );
    expect(api.liftFreeze).not.toHaveBeenCalled();
    api.liftFreeze.mockRejectedValueOnce(aRefusal(403, 'Denied by policy'));
    await userEvent.click(dialog.getByRole('button', { name: 'Lift now?' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The freeze was not lifted: Denied by policy',
    );
    api.liftFreeze.mockResolvedValueOnce();
    api.getFreezes.mockResolvedValue({ items: [], mayDeclare: true });
    await userEvent.click(dialog.getByRole('button', { name: 'Lift now?' }));
    expect(await dialog.findByText(/No freeze holds/)).toBeVisible();
    expect(api.liftFreeze).toHaveBeenCalledWith('f1');
    expect(toast.post).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Freeze lifted: Lunar New Year' }),
    );
    // Whether actions are refused is part of the page's own answer.
    await waitFor(() =>
      expect(api.getEntityDeployments.mock.calls.length).toBeGreaterThan(1),
    );
  });

  it('declares nothing without a reason and a time to come', async () => {
    const { api } = show([], true);
    const dialog = await open();
    const form = within(
      await dialog.findByRole('form', { name: 'Declare a freeze' }),
    );
    const declare = () =>
      userEvent.click(form.getByRole('button', { name: 'Declare' }));
    await declare();
    expect(form.getByRole('alert')).toHaveTextContent('Say why');
    await userEvent.type(
      form.getByRole('textbox', { name: /Reason/ }),
      ' Sale ',
    );
    const until = form.getByLabelText('Until');
    fireEvent.change(until, { target: { value: '2020-01-01T00:00' } });
    await declare();
    expect(form.getByRole('alert')).toHaveTextContent('in the future');
    expect(until).toBeInvalid();
    expect(api.declareFreeze).not.toHaveBeenCalled();

    fireEvent.change(until, { target: { value: '2199-01-01T00:00' } });
    api.declareFreeze.mockResolvedValue(aFreeze);
    await declare();
    await waitFor(() =>
      expect(api.declareFreeze).toHaveBeenCalledWith({
        cluster: 'eks-heal7-production',
        environment: null,
        until: new Date('2199-01-01T00:00').toISOString(),
        reason: 'Sale',
      }),
    );
    await waitFor(() => expect(api.getFreezes).toHaveBeenCalledTimes(2));
  });

  it('says so when freezes cannot be had', async () => {
    const { api } = show([], true);
    api.getFreezes.mockRejectedValue(aRefusal(500, 'Out of order'));
    const dialog = await open();
    expect(await dialog.findByRole('alert')).toHaveTextContent('Out of order');
  });
});
