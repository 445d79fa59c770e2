import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PLACEMENTS } from '../__testUtils__/placements';
import { renderField } from '../__testUtils__/renderField';
import { PlacementField } from './PlacementField';
import { placementsApiRef } from './placementsApi';
import type { Placements } from './placementsApi';

const open = (
  placements: () => Promise<Placements>,
  given: Omit<Parameters<typeof renderField<string[]>>[1], 'apis'> = {},
) =>
  renderField(PlacementField, {
    ...given,
    apis: [[placementsApiRef, { placements }]],
  });

describe('PlacementField', () => {
  it('offers the clusters of the catalog, with where they are', async () => {
    const field = await open(async () => PLACEMENTS);
    const aws = await screen.findByRole('checkbox', {
      name: /AWS · EKS.*AWS · ap-northeast-2 · primary/,
    });
    await userEvent.click(aws);
    await userEvent.click(screen.getByRole('checkbox', { name: /GCP · GKE/ }));
    expect(field.answer()).toEqual(['aws', 'gcp']);
  });

  it('begins with what the template has chosen', async () => {
    const field = await open(async () => PLACEMENTS, {
      options: { default: ['gcp'] },
    });
    await waitFor(() => expect(field.answer()).toEqual(['gcp']));
    expect(
      await screen.findByRole('checkbox', { name: /GCP · GKE/ }),
    ).toBeChecked();
  });

  it('takes an array that the form has filled with nothing as no answer', async () => {
    const field = await open(async () => PLACEMENTS, {
      answer: [undefined] as unknown as string[],
      options: { default: ['aws'] },
    });
    await waitFor(() => expect(field.answer()).toEqual(['aws']));
  });

  it('does not choose again what somebody has taken out', async () => {
    const field = await open(async () => PLACEMENTS, {
      options: { default: ['aws'] },
    });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /AWS · EKS/ }),
    );
    expect(field.answer()).toEqual([]);
    expect(screen.getByText('Choose at least one cluster')).toBeInTheDocument();
  });

  it('offers only what the template allows', async () => {
    await open(async () => PLACEMENTS, {
      schema: { items: { enum: ['aws'] } },
    });
    expect(await screen.findAllByRole('checkbox')).toHaveLength(1);
  });

  it('keeps showing a chosen cluster that has gone, to be taken out', async () => {
    const field = await open(async () => PLACEMENTS, { answer: ['moon'] });
    expect(await screen.findByText(/no cluster moon/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: /moon/ }));
    expect(field.answer()).toEqual([]);
  });

  it('says what to do when there is no cluster', async () => {
    await open(async () => ({ clusters: [], environments: [] }));
    expect(await screen.findByText(/Ask the platform team/)).toBeVisible();
  });

  it('says why it could not load, and loads again when asked', async () => {
    const placements = jest
      .fn()
      .mockRejectedValueOnce(new Error('the backend is away'))
      .mockResolvedValue(PLACEMENTS);
    await open(placements);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the backend is away',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findAllByRole('checkbox')).toHaveLength(3);
  });
});
