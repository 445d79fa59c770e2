import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderField } from '../__testUtils__/renderField';
import { OwnerField } from './OwnerField';

const group = (name: string, displayName: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { profile: { displayName } },
});

const CATALOG = catalogApiMock({
  entities: [
    group('web-team', 'Web'),
    group('data-team', 'Data'),
    group('ai-team', 'AI'),
  ],
});

const open = (
  ownershipEntityRefs: string[],
  given: Omit<Parameters<typeof renderField<string>>[1], 'apis'> = {},
  catalog: object = CATALOG,
) =>
  renderField(OwnerField, {
    ...given,
    apis: [
      [
        identityApiRef,
        { getBackstageIdentity: async () => ({ ownershipEntityRefs }) },
      ],
      [catalogApiRef, catalog],
    ],
  });

const WEB = 'group:default/web-team';
const DATA = 'group:default/data-team';
const select = () => screen.findByRole('button', { name: /Owner/ });

describe('OwnerField', () => {
  it('chooses one’s only team', async () => {
    const field = await open(['user:default/kim', WEB]);
    await waitFor(() => expect(field.answer()).toBe(WEB));
    expect(await select()).toHaveTextContent('Web');
  });

  it('offers one’s own teams and no other', async () => {
    const field = await open([WEB, DATA]);
    expect(field.answer()).toBeUndefined();
    await userEvent.click(await select());
    expect(
      (await screen.findAllByRole('option')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual(['Web', 'Data']);
    await userEvent.click(screen.getByRole('option', { name: 'Data' }));
    expect(field.answer()).toBe(DATA);
  });

  it('offers any other team where the template allows it', async () => {
    const field = await open([WEB], { options: { allowOthers: true } });
    await userEvent.click(await select());
    await userEvent.click(
      await screen.findByRole('option', { name: 'Another team…' }),
    );
    await userEvent.click(
      await screen.findByRole('combobox', { name: /Another team/ }),
    );
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.click(await screen.findByRole('option', { name: /^AI/ }));
    expect(field.answer()).toBe('group:default/ai-team');
  });

  it('leaves out a team that the catalog does not have', async () => {
    const field = await open([WEB, 'group:default/ghosts']);
    await waitFor(() => expect(field.answer()).toBe(WEB));
  });

  it('says what to do when one is in no team', async () => {
    await open(['user:default/kim']);
    expect(
      await screen.findByText(/Ask the platform team to add you/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('says why the teams could not be loaded', async () => {
    await open(
      [WEB],
      {},
      {
        getEntitiesByRefs: async () => {
          throw new Error('no catalog');
        },
      },
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('no catalog');
  });
});
