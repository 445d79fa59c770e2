import { InputError } from '@backstage/errors';

/**
 * What a repository and the component in it may be called: a DNS label of 3
 * to 40 characters that begins with a letter, so that the same name serves
 * as Kubernetes Service, Helm release (which appends to it) and folder.
 *
 * @public
 */
export const REPOSITORY_NAME_PATTERN = /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/;

/** @public */
export const REPOSITORY_NAME_RULE =
  'use 3 to 40 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen';

/**
 * Refuses names that are malformed or would leave the data folder.
 *
 * @throws InputError saying which name and what is allowed.
 * @public
 */
export function assertRepositoryName(name: unknown): asserts name is string {
  if (typeof name !== 'string' || !REPOSITORY_NAME_PATTERN.test(name)) {
    throw new InputError(
      `'${String(name).slice(
        0,
        80,
      )}' cannot name a repository: ${REPOSITORY_NAME_RULE}`,
    );
  }
}
