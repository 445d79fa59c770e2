import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/**
 * Every text of the plugin, in English, with Korean beside it. A portal can
 * override any of them with its own translation messages.
 *
 * @public
 */
export const provisioningTranslationRef = createTranslationRef({
  id: 'provisioning',
  messages,
  translations: { ko: () => import('./ko') },
});
