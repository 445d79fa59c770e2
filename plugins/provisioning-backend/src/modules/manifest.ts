import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { StackModule } from '@heal7/backstage-plugin-provisioning-common';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { compileInputs } from './inputsSchema';

const text = z.string().trim().min(1).max(1_000);
const localised = z.strictObject({ en: text, ko: text });
const terraformName = z
  .string()
  .regex(/^[a-z_][a-z0-9_]*$/, 'has to be a name as in Terraform');

/** What the portal gives every module itself. */
const RESERVED = ['heal7', 'deletion_protection'];

const inputs = z
  .looseObject({
    type: z.literal('object'),
    // What the schema does not know must not reach Terraform.
    additionalProperties: z.literal(false),
    required: z.array(z.string()).default([]),
    properties: z.record(
      terraformName.refine(
        name => !RESERVED.includes(name),
        'is given by the portal itself',
      ),
      z.looseObject({}),
    ),
  })
  .refine(
    ({ required, properties }) => required.every(name => name in properties),
    { path: ['required'], message: 'names what is none of the properties' },
  );

const manifest = z
  .strictObject({
    apiVersion: z.literal('provisioning.heal7.io/v1'),
    kind: z.literal('StackModule'),
    id: z.string(),
    title: localised,
    description: localised,
    cloud: z.string().regex(/^[a-z][a-z0-9-]*$/),
    providers: z
      .array(
        z
          .string()
          .regex(
            /^[a-z0-9.-]+\/[a-z0-9-]+\/[a-z0-9-]+$/,
            'has to be a source address with its host, e.g. registry.terraform.io/hashicorp/aws',
          ),
      )
      .min(1),
    inputs,
    secretInputs: z.array(terraformName),
    stateful: z.array(terraformName),
    catalog: z.array(
      z.strictObject({
        match: terraformName,
        type: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
        name: z.string().min(1),
        // An address that a browser opens from the portal.
        console: z
          .string()
          .regex(/^https:\/\/[^{}/]+(\/|$)/, 'has to be an https address')
          .nullable(),
      }),
    ),
  })
  .refine(
    ({ inputs: { properties }, secretInputs }) =>
      secretInputs.every(
        name => !(name in properties) && !RESERVED.includes(name),
      ),
    {
      path: ['secretInputs'],
      message: 'names what a person gives, or the portal itself',
    },
  );

/**
 * Reads the manifest of a module.
 *
 * @param folder - whose name has to be the module's id
 * @throws InputError naming each key that is wrong.
 * @internal
 */
export function readManifest(
  yaml: string,
  folder: string,
): Omit<StackModule, 'revision' | 'source'> {
  const result = manifest.safeParse(parsed(yaml));
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'stack.yaml'}: ${message}`,
    );
    throw new InputError(problems.join('; '));
  }
  const { apiVersion, kind, ...module } = result.data;
  if (module.id !== folder) {
    throw new InputError(
      `id: has to be the name of its folder, which is '${folder}'`,
    );
  }
  const schema = module.inputs as JsonObject;
  compileInputs(schema);
  return { ...module, inputs: schema };
}

function parsed(yaml: string): unknown {
  try {
    return parseYaml(yaml, { maxAliasCount: 20 });
  } catch (error) {
    throw new InputError(`stack.yaml is no YAML: ${(error as Error).message}`);
  }
}
