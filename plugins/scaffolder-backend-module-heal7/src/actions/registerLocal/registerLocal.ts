import { setTimeout as delay } from 'node:timers/promises';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  assertRepositoryName,
  LOCAL_REPOSITORIES_CHANGED,
} from '@heal7/backstage-plugin-local-repositories-node';
import { examples } from './registerLocal.examples';

/**
 * `heal7:catalog:register-local`: the catalog finds local repositories by
 * itself; this asks it to look now and waits for the component.
 */
export const createRegisterLocalAction = (options: {
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  /** Milliseconds between looks, and how many looks before giving up. */
  wait?: { every: number; times: number };
}) =>
  createTemplateAction({
    id: 'heal7:catalog:register-local',
    description: 'Waits until a locally published component is in the catalog',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the component'),
        kind: z => z.string().optional().describe("Default: 'Component'"),
      },
      output: {
        entityRef: z => z.string(),
      },
    },
    async handler(ctx) {
      const { name, kind = 'component' } = ctx.input;
      assertRepositoryName(name);
      const ref = { kind, namespace: 'default', name };
      const entityRef = stringifyEntityRef(ref);
      ctx.output('entityRef', entityRef);
      if (ctx.isDryRun) {
        return;
      }
      const { auth, catalog, events } = options;
      await events.publish({
        topic: LOCAL_REPOSITORIES_CHANGED,
        eventPayload: {},
      });
      const { every, times } = options.wait ?? { every: 250, times: 120 };
      let failure: unknown;
      for (let look = 0; look < times; look++) {
        try {
          const entity = await catalog.getEntityByRef(ref, {
            credentials: await auth.getOwnServiceCredentials(),
          });
          if (entity) {
            ctx.logger.info(`${entityRef} is in the catalog`);
            return;
          }
          failure = undefined;
        } catch (error) {
          // The repository is there: one look that fails is no reason to fail.
          failure = error;
        }
        await delay(every, undefined, { signal: ctx.signal });
      }
      throw new ServiceUnavailableError(
        `The repository '${name}' was made, but ${entityRef} has not appeared in the catalog; look for an error on the location's page in the catalog, it is picked up by itself once mended`,
        failure,
      );
    },
  });
