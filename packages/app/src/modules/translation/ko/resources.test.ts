import { catalogTranslationRef } from '@backstage/plugin-catalog';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';
import catalog from './catalog';
import catalogReact from './catalogReact';
import scaffolder from './scaffolder';
import scaffolderReact from './scaffolderReact';
import techdocs from './techdocs';

type Texts = Record<string, string>;

/** The English texts that a plugin declares, by their keys. */
const englishOf = (ref: unknown): Texts =>
  (ref as { getDefaultMessages(): Texts }).getDefaultMessages();

const placeholders = (text: string) =>
  [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort();

/** Addresses are the same in every language. */
const NOT_WORDS = [
  'templateEditorToolbar.addToCatalogDialogActions.documentationUrl',
];

describe.each<[string, unknown, Texts]>([
  ['catalog', catalogTranslationRef, catalog],
  ['catalog-react', catalogReactTranslationRef, catalogReact],
  ['scaffolder', scaffolderTranslationRef, scaffolder],
  ['scaffolder-react', scaffolderReactTranslationRef, scaffolderReact],
  ['techdocs', techdocsTranslationRef, techdocs],
])('the Korean texts of %s', (_, ref, korean) => {
  const english = englishOf(ref);

  it('cover every key, and no other', () => {
    expect(Object.keys(korean).sort()).toEqual(Object.keys(english).sort());
  });

  it('fill in the same values', () => {
    for (const [key, text] of Object.entries(english)) {
      expect([key, placeholders(korean[key])]).toEqual([
        key,
        placeholders(text),
      ]);
    }
  });

  it('are Korean', () => {
    const latin = Object.entries(korean)
      .filter(
        ([key, text]) => !NOT_WORDS.includes(key) && !/[가-힣]/.test(text),
      )
      .map(([key]) => key);
    expect(latin).toEqual([]);
  });
});
