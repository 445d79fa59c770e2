import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { assertGuestsAreLocal } from './assertGuestsAreLocal';

/** Whoever sits at this machine may be the colleague, as they may the guest. */
const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize() {},
  async authenticate() {
    return { result: {} };
  },
});

/**
 * A second person beside the guest (`auth.providers.colleague`), for what takes
 * two: approving what somebody else has asked for. Like the guest, only on a
 * backend that nobody else can reach.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'colleague-provider',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        const settings = config.getOptionalConfig('auth.providers.colleague');
        if (!settings) {
          return;
        }
        assertGuestsAreLocal(config);
        const entityRef = settings.getString('userEntityRef');
        providers.registerProvider({
          providerId: 'colleague',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: async (_, context) =>
              context.signInWithCatalogUser({ entityRef }),
          }),
        });
      },
    });
  },
});
