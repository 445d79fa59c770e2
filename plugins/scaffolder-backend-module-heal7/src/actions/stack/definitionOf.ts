import { InputError } from '@backstage/errors';
import type { StackDefinition } from '@heal7/backstage-plugin-provisioning-common';
import { parse } from 'yaml';
import { z } from 'zod';

const documentSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.record(z.string(), z.unknown()),
});

/**
 * What a definition file stands for. Only its outline is looked at: whether it
 * is valid is for the provisioning backend to say.
 *
 * @throws InputError when the file is no such document
 */
export function definitionOf(text: string, path: string): StackDefinition {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    throw new InputError(`${path} is not YAML: ${(error as Error).message}`);
  }
  const result = documentSchema.safeParse(document);
  if (!result.success) {
    throw new InputError(
      `${path} is no definition of a stack: it has to have metadata.name and spec`,
    );
  }
  const { metadata, spec } = result.data;
  return {
    system: null,
    component: null,
    deletionProtection: null,
    inputs: {},
    ...spec,
    name: metadata.name,
  } as StackDefinition;
}
