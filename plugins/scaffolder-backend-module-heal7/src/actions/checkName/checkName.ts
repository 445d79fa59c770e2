import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ServiceNames } from '../../names/ServiceNames';
import { examples } from './checkName.examples';

/**
 * `heal7:service:check-name`: refuses names that are malformed or taken. It
 * changes nothing, so it runs in dry runs too.
 */
export const createCheckNameAction = (names: ServiceNames) =>
  createTemplateAction({
    id: 'heal7:service:check-name',
    description:
      'Fails when a service cannot be called so: malformed, or taken by a component or repository',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the service to create'),
      },
    },
    async handler(ctx) {
      await names.assertFree(ctx.input.name);
      ctx.logger.info(`The name '${ctx.input.name}' is free`);
    },
  });
