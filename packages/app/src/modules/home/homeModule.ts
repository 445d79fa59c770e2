import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';

/** Replaces the home page's grid, which everybody would have to arrange first. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [
    HomePageLayoutBlueprint.make({
      params: {
        loader: () => import('./HomeLayout').then(m => m.HomeLayout),
      },
    }),
  ],
});
