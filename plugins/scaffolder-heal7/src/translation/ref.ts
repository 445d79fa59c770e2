import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/**
 * Words of the wizard's fields.
 *
 * @public
 */
export const scaffolderHeal7TranslationRef = createTranslationRef({
  id: 'plugin.scaffolder-heal7',
  translations: { ko: () => import('./ko') },
  messages,
});
