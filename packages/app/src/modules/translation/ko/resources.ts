import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { catalogTranslationRef } from '@backstage/plugin-catalog';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';

/** Korean for the plugins that bring English only; a file is loaded when used. */
export const resources = {
  catalog: createTranslationResource({
    ref: catalogTranslationRef,
    translations: { ko: () => import('./catalog') },
  }),
  'catalog-react': createTranslationResource({
    ref: catalogReactTranslationRef,
    translations: { ko: () => import('./catalogReact') },
  }),
  scaffolder: createTranslationResource({
    ref: scaffolderTranslationRef,
    translations: { ko: () => import('./scaffolder') },
  }),
  'scaffolder-react': createTranslationResource({
    ref: scaffolderReactTranslationRef,
    translations: { ko: () => import('./scaffolderReact') },
  }),
  techdocs: createTranslationResource({
    ref: techdocsTranslationRef,
    translations: { ko: () => import('./techdocs') },
  }),
};
