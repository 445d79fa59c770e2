import type { JsonObject } from '@backstage/types';

/**
 * A root module that the portal may run, as its manifest (`stack.yaml` beside
 * it) tells.
 *
 * @public
 */
export interface StackModule {
  id: string;
  title: LocalisedText;
  description: LocalisedText;
  /** Which of an environment's credentials it gets. */
  cloud: string;
  /** Source addresses of the providers it may use, and no other. */
  providers: string[];
  /** JSON Schema (draft-07) of what a person gives. */
  inputs: JsonObject;
  /** Variables whose values the portal takes from its secret store. */
  secretInputs: string[];
  /** Resource types whose loss loses data: asks for typed confirmation. */
  stateful: string[];
  catalog: CatalogRule[];
  /** Digest of its files, `sha256:` and 64 hex digits: what is pinned. */
  revision: string;
  /** Id of the configured source it comes from. */
  source: string;
}

/**
 * A module that its source has, and that cannot be used.
 *
 * @public
 */
export interface BrokenModule {
  /** Null when the source as a whole cannot be read. */
  id: string | null;
  source: string;
  reason: string;
}

/** @public */
export interface LocalisedText {
  en: string;
  ko: string;
}

/**
 * Which resources become entities of the catalog.
 *
 * @public
 */
export interface CatalogRule {
  /** Terraform resource type, e.g. `aws_db_instance`. */
  match: string;
  /** `spec.type` of the entity. */
  type: string;
  /** The attribute that names it. */
  name: string;
  /** Address in the cloud's console; `{attribute}` is replaced, escaped. */
  console: string | null;
}

/**
 * An environment as the configuration gives it.
 *
 * @public
 */
export interface EnvironmentInfo {
  name: string;
  /** US dollars a month; null for no limit. */
  budget: number | null;
  /** Estimated, of all applied stacks that could be priced; US dollars a month. */
  spent: number;
  approval: ApprovalRule;
  deletionProtection: boolean;
}

/**
 * - `none`: a plan that no policy blocks may be applied at once.
 * - `confirm`: somebody who may approve has to, the requester included.
 * - `second-person`: somebody else than the requester has to.
 *
 * @public
 */
export type ApprovalRule = 'none' | 'confirm' | 'second-person';
