import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { resources } from './ko/resources';

/** Languages beyond those that the plugins bring themselves. */
export const translationModule = createFrontendModule({
  pluginId: 'app',
  extensions: Object.entries(resources).map(([name, resource]) =>
    TranslationBlueprint.make({ name, params: { resource } }),
  ),
});
