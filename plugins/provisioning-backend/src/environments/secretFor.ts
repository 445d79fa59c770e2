import type { SecretConfig } from '../config/provisioningConfig';

/**
 * Where the value of a module's variable is: what is configured for this very
 * stack before what is for its module, and that before what is for all.
 * Undefined when nothing is.
 *
 * @internal
 */
export function secretFor(
  secrets: SecretConfig[],
  of: { name: string; module: string },
  variable: string,
): SecretConfig | undefined {
  const closeness = ({ stack, module }: SecretConfig) =>
    (stack === undefined ? 0 : 2) + (module === undefined ? 0 : 1);
  return secrets
    .filter(
      secret =>
        secret.variable === variable &&
        (secret.stack ?? of.name) === of.name &&
        (secret.module ?? of.module) === of.module,
    )
    .sort((a, b) => closeness(b) - closeness(a))[0];
}
