import {
  createFrontendModule,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { portalTranslationRef } from './ref';

/** Korean for the portal's own frame. */
export const translationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'portal-ko',
      params: {
        resource: createTranslationResource({
          ref: portalTranslationRef,
          translations: { ko: () => import('./ko') },
        }),
      },
    }),
  ],
});
