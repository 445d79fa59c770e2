import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ServiceNames } from '../../names/ServiceNames';
import type { NameReservations } from '../../reservations/NameReservations';
import { examples } from './reserveName.examples';

/**
 * `heal7:service:reserve-name`: refuses names that are malformed or taken, and
 * keeps the name for this task until it ends. There is no checkpoint: asking
 * again changes nothing, and a resumed task is to renew its claim.
 */
export const createReserveNameAction = (options: {
  names: ServiceNames;
  reservations: NameReservations;
}) =>
  createTemplateAction({
    id: 'heal7:service:reserve-name',
    description:
      'Reserves the name of a service for this task, until the task ends. Fails when the name is malformed, taken, or reserved by another task',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the service to create'),
      },
    },
    async handler(ctx) {
      const { names, reservations } = options;
      const { name } = ctx.input;
      await names.assertFree(name);
      if (ctx.isDryRun) {
        await reservations.assertFree(name);
        return;
      }
      await reservations.reserve(name, ctx.task.id);
      // A task that has ended in between may have used the name.
      await names.assertFree(name);
      ctx.logger.info(`The name '${name}' is reserved for this task`);
    },
  });
