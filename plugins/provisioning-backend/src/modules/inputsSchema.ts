import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import Ajv from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';

/**
 * Makes the check of what people give out of a module's schema.
 *
 * @throws InputError when it is no JSON Schema, or has keywords that would be
 * passed over.
 * @internal
 */
export function compileInputs(schema: JsonObject): ValidateFunction {
  try {
    return new Ajv({
      allErrors: true,
      allowUnionTypes: true,
      strict: true,
      // Of maps, some keys may be required without each being described.
      strictRequired: false,
      strictTypes: true,
    }).compile(schema);
  } catch (error) {
    throw new InputError(`inputs: ${(error as Error).message}`);
  }
}

/**
 * What is wrong with the inputs, each with its path; empty when nothing is.
 * Their values are not in it.
 *
 * @internal
 */
export function inputProblems(
  validate: ValidateFunction,
  inputs: JsonObject,
): string[] {
  return validate(inputs) ? [] : (validate.errors ?? []).map(problemOf);
}

function problemOf({
  instancePath,
  keyword,
  message,
  params,
}: ErrorObject): string {
  const path = `inputs${instancePath.replaceAll('/', '.')}`;
  switch (keyword) {
    case 'additionalProperties':
      return `${path}.${params.additionalProperty}: is not known`;
    case 'required':
      return `${path}.${params.missingProperty}: is missing`;
    case 'enum':
      return `${path}: must be one of ${params.allowedValues.join(', ')}`;
    default:
      return `${path}: ${message}`;
  }
}
