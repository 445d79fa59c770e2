import { setTimeout as delay } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';

const TRIES = 60;
const BETWEEN_TRIES_MS = 1_000;

/**
 * Builds the documents of `platform.documentation.buildAtStart` when the
 * backend has started. TechDocs builds on the first visit, and the search
 * knows only what was built: nobody could find a page before visiting it.
 */
export default createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'build-at-start',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auth, config, discovery, lifecycle, logger }) {
        const refs =
          config.getOptionalStringArray(
            'platform.documentation.buildAtStart',
          ) ?? [];
        const stopping = new AbortController();
        lifecycle.addShutdownHook(() => stopping.abort());

        const build = async (ref: string) => {
          const { kind, namespace, name } = parseEntityRef(ref);
          const base = await discovery.getBaseUrl('techdocs');
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: await auth.getOwnServiceCredentials(),
            targetPluginId: 'techdocs',
          });
          return fetch(`${base}/sync/${namespace}/${kind}/${name}`, {
            headers: { authorization: `Bearer ${token}` },
            signal: stopping.signal,
          });
        };

        // The catalog has not read the entity yet when the backend starts.
        const buildOnceThere = async (ref: string) => {
          for (let tries = 1; tries <= TRIES; tries++) {
            const answer = await build(ref);
            const outcome = await answer.text();
            if (answer.ok) {
              logger.info(`Built the documents of ${ref}`);
              return;
            }
            if (answer.status !== 404) {
              throw new Error(`${answer.status} ${outcome}`);
            }
            await delay(BETWEEN_TRIES_MS, undefined, {
              signal: stopping.signal,
            });
          }
          throw new Error('it is not in the catalog');
        };

        lifecycle.addStartupHook(() => {
          for (const ref of refs) {
            buildOnceThere(ref).catch(error => {
              if (!stopping.signal.aborted) {
                logger.warn(
                  `Could not build the documents of ${ref}: ${error}; they are built on the first visit`,
                );
              }
            });
          }
        });
      },
    });
  },
});
