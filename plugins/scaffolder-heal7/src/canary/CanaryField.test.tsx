import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderField } from '../__testUtils__/renderField';
import type { Canary } from './canary';
import { CanaryField } from './CanaryField';

const THREE: Canary = {
  steps: [
    { weight: 10, pause: '1m' },
    { weight: 20, pause: '2m' },
    { weight: 30, pause: '3m' },
  ],
};

const open = (given: Parameters<typeof renderField<Canary>>[1] = {}) =>
  renderField(CanaryField, { answer: THREE, ...given });
const step = (number: number) =>
  within(screen.getByRole('group', { name: `Step ${number}` }));
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));
const weightsOf = (canary?: Canary) =>
  canary?.steps.map(({ weight }) => weight);

describe('CanaryField', () => {
  it('begins with the standard steps', async () => {
    const field = await open({ answer: undefined });
    await waitFor(() => expect(weightsOf(field.answer())).toEqual([10, 50]));
    expect(screen.getByRole('radio', { name: 'Standard' })).toBeChecked();
  });

  it('starts over from a preset', async () => {
    const field = await open();
    await userEvent.click(screen.getByRole('radio', { name: 'Fast' }));
    expect(field.answer()).toEqual({ steps: [{ weight: 25, pause: '2m' }] });
  });

  it('says in words when all of the traffic has moved', async () => {
    await open();
    expect(screen.getByText('All traffic after 6 min')).toBeInTheDocument();
    expect(screen.getByText('after 3 min: 30 %')).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: 'Traffic of the new version over time' }),
    ).toBeInTheDocument();
  });

  it('changes a step, and draws no curve while it is wrong', async () => {
    const field = await open();
    const weight = step(2).getByRole('textbox', { name: /^Traffic/ });
    await userEvent.clear(weight);
    await userEvent.type(weight, '40');
    await userEvent.tab();
    expect(weightsOf(field.answer())).toEqual([10, 40, 30]);
    expect(
      screen.getByText(/Step 3: 30 % is not more than the 40 %/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('lets a step wait for a person', async () => {
    const field = await open();
    await userEvent.click(step(3).getByRole('checkbox'));
    expect(field.answer()?.steps[2]).toEqual({ weight: 30 });
    expect(
      screen.getByText('All traffic after 3 min and one person’s go'),
    ).toBeInTheDocument();
    await userEvent.click(step(3).getByRole('checkbox'));
    expect(field.answer()?.steps[2]).toEqual({ weight: 30, pause: '10m' });
  });

  it('adds a step half-way to all of the traffic', async () => {
    const field = await open();
    await press('Add a step');
    expect(weightsOf(field.answer())).toEqual([10, 20, 30, 65]);
  });

  it('moves a step, and the focus with it', async () => {
    const field = await open();
    await press('Move step 1 down');
    expect(weightsOf(field.answer())).toEqual([20, 10, 30]);
    expect(
      screen.getByRole('button', { name: 'Move step 2 down' }),
    ).toHaveFocus();
    await press('Move step 2 down');
    // It has arrived at the end, where it can only move up.
    expect(
      screen.getByRole('button', { name: 'Move step 3 up' }),
    ).toHaveFocus();
  });

  it('removes steps, and leaves the focus where one can go on', async () => {
    const field = await open();
    await press('Remove step 3');
    expect(screen.getByRole('button', { name: 'Remove step 2' })).toHaveFocus();
    await press('Remove step 2');
    await press('Remove step 1');
    expect(field.answer()).toEqual({ steps: [] });
    expect(screen.getByRole('button', { name: 'Add a step' })).toHaveFocus();
    expect(screen.getByText(/Add at least one step/)).toBeInTheDocument();
  });

  it('shows the header that reaches the new version', async () => {
    await open({ options: { header: { name: 'canary', value: 'true' } } });
    expect(
      screen.getByText(/header canary: true all reach the new version/),
    ).toBeInTheDocument();
  });
});
