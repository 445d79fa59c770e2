import type { JsonObject } from '@backstage/types';

/**
 * What people keep in git of a stack, read from a YAML document with
 * `apiVersion: provisioning.heal7.io/v1` and `kind: Stack`, whose `spec` has
 * these fields and whose `metadata.name` is the name.
 *
 * @public
 */
export interface StackDefinition {
  /** Lower-case letters, digits and hyphens, at most 40; unique in the portal. */
  name: string;
  /** Id of the stack module, e.g. `service-database`. */
  module: string;
  /** A configured environment, e.g. `production`. */
  environment: string;
  /** Entity reference of the group or user that answers for it. */
  owner: string;
  /** Entity reference of the system it belongs to. */
  system: string | null;
  /** Entity reference of the component that depends on what it makes. */
  component: string | null;
  costCentre: string;
  /** Null for the environment's default. */
  deletionProtection: boolean | null;
  /** Valid by the module's schema. */
  inputs: JsonObject;
}
