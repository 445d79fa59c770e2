import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { StackDefinition } from '@heal7/backstage-plugin-provisioning-common';
import { z } from 'zod';

/** A full reference to one of some kinds; as the catalog writes it. */
const entityRef = (...kinds: string[]) =>
  z
    .string()
    .max(200)
    .transform((text, context) => {
      try {
        const ref = parseEntityRef(text);
        if (kinds.includes(ref.kind.toLocaleLowerCase('en-US'))) {
          return stringifyEntityRef(ref);
        }
      } catch {
        // Said below.
      }
      context.addIssue(
        `has to be a full reference to a ${kinds.join(' or ')}, e.g. ${
          kinds[0]
        }:default/heal7`,
      );
      return z.NEVER;
    });

const name = z
  .string()
  .max(40)
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'has to be lower-case letters, digits and single hyphens, and begin with a letter',
  );

const fields = {
  module: z.string().min(1).max(100),
  environment: z.string().min(1).max(100),
  owner: entityRef('group', 'user'),
  system: entityRef('system').nullable(),
  component: entityRef('component').nullable(),
  costCentre: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/,
      'has to be 1 to 63 letters, digits, hyphens and underscores',
    ),
  deletionProtection: z.boolean().nullable(),
  inputs: z.record(
    z.string(),
    z.json() as z.ZodType<JsonObject[string]>,
  ) as z.ZodType<JsonObject>,
};

/** As programs send it. @internal */
export const definitionSchema: z.ZodType<StackDefinition> = z.strictObject({
  name,
  ...fields,
});

/** As people keep it in git. @internal */
export const documentSchema = z
  .strictObject({
    apiVersion: z.literal('provisioning.heal7.io/v1'),
    kind: z.literal('Stack'),
    metadata: z.strictObject({
      name,
      description: z.string().max(1_000).optional(),
    }),
    spec: z.strictObject({
      ...fields,
      system: fields.system.default(null),
      component: fields.component.default(null),
      deletionProtection: fields.deletionProtection.default(null),
      inputs: fields.inputs.default({}),
    }),
  })
  .transform(
    ({ metadata, spec }): StackDefinition => ({ name: metadata.name, ...spec }),
  );
