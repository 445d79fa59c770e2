import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PLACEMENTS } from '../__testUtils__/placements';
import { renderField } from '../__testUtils__/renderField';
import { placementsApiRef } from '../placements/placementsApi';
import type { Size } from './size';
import { SizeField } from './SizeField';

const SIZE: Size = {
  minReplicas: 2,
  maxReplicas: 10,
  cpu: '500m',
  memory: '1Gi',
};

const open = (
  given: Omit<Parameters<typeof renderField<Size>>[1], 'apis'> = {},
  placements: () => Promise<unknown> = async () => PLACEMENTS,
) =>
  renderField(SizeField, {
    answer: SIZE,
    answers: { clusters: ['aws'] },
    ...given,
    apis: [[placementsApiRef, { placements }]],
  });

const cost = () => screen.findByRole('region', { name: 'Cost a month' });

async function type(label: RegExp, text: string) {
  const field = screen.getByRole('textbox', { name: label });
  await userEvent.clear(field);
  await userEvent.type(field, text);
  await userEvent.tab();
}

describe('SizeField', () => {
  it('answers with a whole size from the start', async () => {
    const field = await open({ answer: undefined });
    await waitFor(() =>
      expect(field.answer()).toEqual({
        minReplicas: 2,
        maxReplicas: 10,
        cpu: '250m',
        memory: '256Mi',
      }),
    );
  });

  it('says what a size costs, where the price is from, and its share of the budget', async () => {
    await open();
    const summary = await cost();
    expect(summary).toHaveTextContent('$28 to $140');
    expect(summary).toHaveTextContent(
      'price from prices.example.com, Nov 23, 2026',
    );
    expect(
      within(summary).getByRole('meter', { name: /budget of Production/ }),
    ).toHaveAttribute('aria-valuetext', '2.8% to 14% of $1,000');
    expect(within(summary).queryByText(/more a month/)).toBeNull();
  });

  it('follows the clusters that are chosen', async () => {
    const field = await open();
    await cost();
    field.setAnswers({ clusters: ['gcp'] });
    expect(await cost()).toHaveTextContent(
      'No price is known for the chosen clusters',
    );
    field.setAnswers({ clusters: [] });
    expect(await cost()).toHaveTextContent('Choose clusters');
  });

  it('chooses resources by name', async () => {
    const field = await open();
    await userEvent.click(screen.getByRole('radio', { name: /Large/ }));
    expect(field.answer()).toEqual({ ...SIZE, cpu: '1000m', memory: '2048Mi' });
  });

  it('takes resources of one’s own, and says what is wrong with them', async () => {
    const field = await open();
    await userEvent.click(screen.getByRole('radio', { name: /Custom/ }));
    await type(/^Memory/, '3');
    expect(screen.getByText(/“3” is no amount of memory/)).toBeInTheDocument();
    expect(await cost()).toHaveTextContent('Correct the size');
    await type(/^Memory/, '3Gi');
    expect(field.answer()?.memory).toBe('3072Mi');
    expect(screen.queryByText(/is no amount/)).toBeNull();
  });

  it('warns of a size above the budget, by how much', async () => {
    await open({ answer: { ...SIZE, maxReplicas: 100 } });
    expect(await cost()).toHaveTextContent(
      /At its most replicas.*\$400 more a month than the budget of Production/,
    );
  });

  it('says which number to change when the fewest are more than the most', async () => {
    await open();
    await type(/^Fewest replicas/, '11');
    expect(
      screen.getByText(/fewest replicas \(11\) are more than the most \(10\)/),
    ).toBeInTheDocument();
  });

  it('wants two replicas once a production cluster is chosen', async () => {
    const field = await open({
      answer: { ...SIZE, minReplicas: 1 },
      answers: { clusters: ['staging'] },
    });
    await cost();
    expect(screen.queryByText(/Production needs 2 replicas/)).toBeNull();
    field.setAnswers({ clusters: ['aws'] });
    expect(screen.getByText(/Production needs 2 replicas/)).toBeInTheDocument();
  });

  it('does not say twice what the form says below it', async () => {
    const said =
      'Production needs 2 replicas or more, so that an update or a lost node does not interrupt the service; raise the fewest replicas to 2';
    await open({ answer: { ...SIZE, minReplicas: 1 }, rawErrors: [said] });
    await cost();
    expect(screen.queryByText(said)).toBeNull();
  });

  it('can still be answered when the prices cannot be loaded', async () => {
    const field = await open({}, async () => {
      throw new Error('no answer');
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('no answer');
    await userEvent.click(screen.getByRole('radio', { name: /Small/ }));
    expect(field.answer()?.cpu).toBe('250m');
  });
});
