import type { JsonObject } from '@backstage/types';

/**
 * A module's files with the values beside them, for people to look at.
 *
 * @param root - folder of the root module
 * @internal
 */
export function rendered(
  files: Record<string, string>,
  root: string,
  variables: JsonObject,
): Record<string, string> {
  return {
    [`${root}/terraform.tfvars.json`]: `${JSON.stringify(
      variables,
      null,
      2,
    )}\n`,
    ...files,
  };
}
