import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { renderField } from '../__testUtils__/renderField';
import { EntityCombobox } from './EntityCombobox';

const group = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
});

/** A catalog that answers when it is told to, in any order. */
function slowCatalog() {
  const asked: { term?: string; answer: (...names: string[]) => void }[] = [];
  const queryEntities = jest.fn(
    ({ fullTextFilter }: any) =>
      new Promise(resolve => {
        asked.push({
          term: fullTextFilter?.term,
          answer: (...names) =>
            resolve({ items: names.map(group), pageInfo: {} }),
        });
      }),
  );
  const answer = async (term: string | undefined, ...names: string[]) => {
    await waitFor(() => expect(asked.map(one => one.term)).toContain(term));
    await act(async () =>
      asked.find(one => one.term === term)!.answer(...names),
    );
  };
  return { api: { queryEntities }, answer };
}

const onPick = jest.fn();

const Field = () => (
  <div data-testid="page">
    <EntityCombobox
      label="Team"
      kinds={['group']}
      except={[]}
      describe={() => ''}
      failure=""
      onPick={onPick}
    />
  </div>
);

const search = () => screen.getByRole('combobox', { name: /Team/ });
const options = () =>
  screen.getAllByRole('option').map(option => option.textContent);

describe('EntityCombobox', () => {
  const open = async () => {
    const catalog = slowCatalog();
    await renderField(Field, { apis: [[catalogApiRef, catalog.api]] });
    return catalog;
  };

  beforeEach(() => onPick.mockReset());

  // A browser brings a search into view that gets the focus, and says so when
  // its list may be open already; or content above it arrives late.
  it.each([
    ['the page', () => document],
    ['a container', () => screen.getByTestId('page')],
  ])('keeps its list and its text while %s scrolls', async (_, scrolled) => {
    const catalog = await open();
    await catalog.answer(undefined, 'design', 'platform');
    await userEvent.type(search(), 'plat');
    const option = await screen.findByRole('option', { name: /platform/ });
    fireEvent.scroll(scrolled());
    await catalog.answer('plat', 'platform');
    fireEvent.scroll(scrolled());
    expect(search()).toHaveValue('plat');
    expect(options()).toEqual([expect.stringContaining('platform')]);
    await userEvent.click(option);
    expect(onPick).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'group:default/platform' }),
    );
  });

  it('places its list anew when a container scrolls', async () => {
    const catalog = await open();
    await catalog.answer(undefined, 'design');
    await userEvent.type(search(), 'd');
    const placed = jest.fn();
    window.addEventListener('resize', placed);
    fireEvent.scroll(screen.getByTestId('page'));
    window.removeEventListener('resize', placed);
    expect(placed).toHaveBeenCalled();
  });

  it('leaves scrolling alone while its list is closed', async () => {
    await open();
    const scrolled = jest.fn();
    document.addEventListener('scroll', scrolled);
    fireEvent.scroll(document);
    document.removeEventListener('scroll', scrolled);
    expect(scrolled).toHaveBeenCalled();
  });

  it('shows the answer to the last text, whichever comes last', async () => {
    const catalog = await open();
    await userEvent.type(search(), 'des');
    await catalog.answer('des', 'design');
    await userEvent.type(search(), 'ign');
    await catalog.answer('design', 'designers');
    await catalog.answer(undefined, 'platform');
    expect(options()).toEqual([expect.stringContaining('designers')]);
  });

  it('keeps the rows it shows until others come', async () => {
    const catalog = await open();
    await catalog.answer(undefined, 'design', 'platform');
    await userEvent.type(search(), 'plat');
    expect(options()).toHaveLength(2);
    const row = screen.getByRole('option', { name: /platform/ });
    await catalog.answer('plat', 'platform');
    expect(screen.getByRole('option')).toBe(row);
  });
});
