import { ConflictError, InputError } from '@backstage/errors';
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
      const verdict = await names.judge(ctx.input.name);
      if (verdict.problem === 'malformed') {
        throw new InputError(verdict.message);
      }
      if (verdict.problem) {
        throw new ConflictError(verdict.message);
      }
      ctx.logger.info(`The name '${verdict.name}' is free`);
    },
  });
