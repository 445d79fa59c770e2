import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TechDocsAddonLocations } from '@backstage/plugin-techdocs-react';
import { AddonBlueprint } from '@backstage/plugin-techdocs-react/alpha';
import { MermaidAddon } from './MermaidAddon';

/**
 * Draws Mermaid diagrams inside TechDocs pages.
 *
 * @public
 */
export const techdocsModuleMermaid = createFrontendModule({
  pluginId: 'techdocs',
  extensions: [
    AddonBlueprint.make({
      name: 'mermaid',
      params: {
        name: 'Mermaid',
        location: TechDocsAddonLocations.Content,
        component: MermaidAddon,
      },
    }),
  ],
});
