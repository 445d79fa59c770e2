import type { PolicyFinding } from '@heal7/backstage-plugin-provisioning-common';
import type { Rule, RuleInput } from './Rule';

/** What the built-in rules find; harder where the environment is guarded. */
export function evaluateRules(
  rules: readonly Rule[],
  input: RuleInput,
  guarded: boolean,
): PolicyFinding[] {
  return rules.flatMap(rule =>
    rule.find(input).map(({ severity, ...found }) => ({
      rule: rule.id,
      engine: 'built-in',
      severity: severity ?? rule.severity[guarded ? 'guarded' : 'other'],
      ...found,
    })),
  );
}
