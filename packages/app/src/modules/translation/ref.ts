import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Words of the portal's own frame. */
export const portalTranslationRef = createTranslationRef({
  id: 'portal',
  messages: {
    nav: {
      search: 'Search',
      menu: 'Menu',
      settings: 'Settings',
    },
  },
});
