import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
  type Entity,
} from '@backstage/catalog-model';
import type { LoadedEntity } from './load.mts';
import { result, type Result } from './result.mts';

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const kinds = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
];

/** Validators answer false for another kind and throw for a bad entity. */
async function isOfAKnownKind(entity: Entity): Promise<boolean> {
  for (const validator of kinds) {
    if (await validator.check(entity)) return true;
  }
  return false;
}

async function problemsOf(entity: Entity): Promise<string[]> {
  try {
    await policy.enforce(entity);
    return (await isOfAKnownKind(entity))
      ? []
      : [`kind ${entity.kind} is not one the catalog knows`];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Each entity passes the catalog's own policies, and no name is used twice. */
export async function checkValidity(all: LoadedEntity[]): Promise<Result[]> {
  const results: Result[] = [];
  const files = new Map<string, string>();
  for (const { entity, ref, file } of all) {
    const problems = await problemsOf(entity);
    const other = files.get(ref);
    if (other) problems.push(`is described in ${other} as well`);
    files.set(ref, file);
    results.push(result(`${ref} (${file}) is valid`, problems));
  }
  return results;
}
