import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { assertGuestsAreLocal } from './assertGuestsAreLocal';

/** Keeps the backend from starting with guests on a reachable address. */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'guest-guard',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig },
      async init({ config }) {
        assertGuestsAreLocal(config);
      },
    });
  },
});
