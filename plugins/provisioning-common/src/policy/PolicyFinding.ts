/**
 * What a policy has found in a plan.
 *
 * @public
 */
export interface PolicyFinding {
  /** Id of the rule, e.g. `no-public-access`. */
  rule: string;
  /** Who found it: `built-in`, `conftest`, `checkov`. */
  engine: string;
  /** Whether it may be applied all the same, in this environment. */
  severity: 'block' | 'warn';
  /** Address of the resource; null when it is about the plan as a whole. */
  address: string | null;
  /** Path of the attribute, e.g. `publicly_accessible`; null for none. */
  attribute: string | null;
  /** What is wrong, in a sentence. */
  message: string;
  /** What to do about it, in a sentence. */
  fix: string;
}
