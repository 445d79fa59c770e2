import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/** Words of the portal's own frame. */
export const portalTranslationRef = createTranslationRef({
  id: 'portal',
  translations: { ko: () => import('./ko') },
  messages,
});
