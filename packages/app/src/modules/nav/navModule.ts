import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { sidebarExtension } from './SidebarContent';

/** The portal's navigation. */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [sidebarExtension],
});
