import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { renderField } from '../__testUtils__/renderField';
import { DependenciesField } from './DependenciesField';

const entity = (kind: string, name: string, owner: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', title: `The ${name}` },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

const ENGINE = entity('Component', 'engine', 'engine-team');
const CACHE = entity('Resource', 'cache', 'data-team');
const WEB = entity('Component', 'web', 'web-team');

const catalogWith = (...items: Entity[]) => ({
  queryEntities: jest.fn(async (_request: any) => ({
    items,
    totalItems: 0,
    pageInfo: {} as { nextCursor?: string },
  })),
  getEntitiesByRefs: jest.fn(async ({ entityRefs }: any) => ({
    items: entityRefs.map((ref: string) =>
      items.find(({ metadata }) => ref.endsWith(`/${metadata.name}`)),
    ),
  })),
});

const open = (
  catalog: object,
  given: Omit<Parameters<typeof renderField<string[]>>[1], 'apis'> = {},
) =>
  renderField(DependenciesField, {
    ...given,
    apis: [[catalogApiRef, catalog]],
  });
const search = () =>
  screen.getByRole('combobox', { name: /Add from the catalog/ });

const openList = async () => {
  await userEvent.click(search());
  await userEvent.keyboard('{ArrowDown}');
};

describe('DependenciesField', () => {
  it('adds what is picked, and is then ready for the next', async () => {
    const field = await open(catalogWith(ENGINE, CACHE));
    await openList();
    await userEvent.click(
      await screen.findByRole('option', { name: /The engine/ }),
    );
    expect(field.answer()).toEqual(['component:default/engine']);
    expect(
      await screen.findByRole('row', { name: /The engine/ }),
    ).toHaveTextContent('Component · engine-team');
    expect(search()).toHaveValue('');
    expect(search()).toHaveFocus();
    expect(screen.queryByRole('option')).toBeNull();
  });

  it('lets the catalog search, a page at a time', async () => {
    const catalog = catalogWith(ENGINE);
    await open(catalog);
    await userEvent.type(search(), 'eng');
    await waitFor(() =>
      expect(catalog.queryEntities).toHaveBeenLastCalledWith(
        expect.objectContaining({
          limit: 30,
          fullTextFilter: expect.objectContaining({ term: 'eng' }),
        }),
      ),
    );
  });

  it('offers only kinds that the template lets through', async () => {
    const catalog = catalogWith(ENGINE);
    await open(catalog, {
      schema: { items: { pattern: '^(component|resource):.+$' } },
    });
    await openList();
    const [[{ query }]] = catalog.queryEntities.mock.calls;
    expect(query.$all[0]).toEqual({ kind: { $in: ['component', 'resource'] } });
  });

  it('offers neither itself nor what is chosen already', async () => {
    await open(catalogWith(ENGINE, CACHE, WEB), {
      answer: ['resource:default/cache'],
      answers: { name: 'web' },
    });
    await openList();
    const options = await screen.findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual([
      expect.stringContaining('The engine'),
    ]);
  });

  it('shows what was chosen before, and takes it out by the keyboard', async () => {
    const field = await open(catalogWith(ENGINE, CACHE), {
      answer: ['component:default/engine', 'resource:default/cache'],
    });
    const chip = await screen.findByRole('row', { name: /The cache/ });
    expect(chip).toHaveTextContent('Resource · data-team');
    await userEvent.click(chip);
    await userEvent.keyboard('{Delete}');
    expect(field.answer()).toEqual(['component:default/engine']);
  });

  it('shows a choice that the catalog does not have by its name', async () => {
    await open(catalogWith(), { answer: ['component:default/gone'] });
    expect(await screen.findByRole('row', { name: /gone/ })).toBeVisible();
  });

  it('refuses a service that depends on itself', async () => {
    const field = await open(catalogWith(WEB), {
      answer: ['component:default/web'],
    });
    field.setAnswers({ name: 'web' });
    expect(screen.getByText(/cannot depend on itself/)).toBeInTheDocument();
  });

  it('says why the catalog could not be searched, and searches again', async () => {
    const catalog = catalogWith(ENGINE);
    catalog.queryEntities.mockRejectedValueOnce(new Error('no catalog'));
    await open(catalog);
    expect(await screen.findByRole('alert')).toHaveTextContent('no catalog');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
  });
});
