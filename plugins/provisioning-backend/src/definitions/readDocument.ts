import { InputError } from '@backstage/errors';
import type { StackDefinition } from '@heal7/backstage-plugin-provisioning-common';
import { parseDocument } from 'yaml';
import { parse } from '../router/parse';
import { documentSchema } from './definitionSchema';

/**
 * Reads the YAML of a definition. What is wrong is told by its place: the
 * document itself may be none that the caller could read.
 *
 * @throws InputError
 * @internal
 */
export function readDocument(yaml: string): StackDefinition {
  const document = parseDocument(yaml, { prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    throw new InputError(
      `The definition is no YAML document (${error.code} at character ${error.pos[0]})`,
    );
  }
  return parse(documentSchema, valueOf(document), 'definition');
}

function valueOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    throw new InputError('The definition refers to itself too often');
  }
}
