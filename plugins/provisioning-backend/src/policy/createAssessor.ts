import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ServicePrice } from '@heal7/backstage-plugin-capacity-common';
import type { PolicyFinding } from '@heal7/backstage-plugin-provisioning-common';
import type {
  PolicyEngine,
  PolicyInput,
} from '@heal7/backstage-plugin-provisioning-node';
import { compareCosts } from '../cost/estimate';
import { planResources } from '../cost/planResources';
import type { Assessor } from '../ports/Assessor';
import type { Environment, Environments } from '../ports/Environments';
import type { Modules } from '../ports/Modules';
import type { StackStore } from '../ports/Stacks';
import { evaluateRules } from './evaluateRules';
import { RULES } from './rules/all';
import { lostState } from './rules/losesState';

/** The environment has the last word on how hard a rule is. */
function settled(
  findings: PolicyFinding[],
  severities: Environment['severities'],
): PolicyFinding[] {
  return findings.flatMap(finding => {
    const severity = Object.hasOwn(severities, finding.rule)
      ? severities[finding.rule]
      : finding.severity;
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
}

/** Asks one engine; rejects once its time is up, whether or not it listens. */
async function ask(
  engine: PolicyEngine,
  input: PolicyInput,
  signal: AbortSignal,
  seconds: number,
): Promise<PolicyFinding[]> {
  const late = AbortSignal.timeout(seconds * 1_000);
  const either = AbortSignal.any([signal, late]);
  either.throwIfAborted();
  return new Promise((resolve, reject) => {
    either.addEventListener(
      'abort',
      () =>
        reject(
          late.aborted
            ? new Error(`it did not answer within ${seconds} seconds`)
            : either.reason,
        ),
      { once: true },
    );
    engine.evaluate(input, either).then(resolve, reject);
  });
}

/**
 * Prices plans and has the built-in rules and all engines look at them.
 *
 * @internal
 */
export function createAssessor(deps: {
  engines: () => readonly PolicyEngine[];
  environments: Environments;
  stacks: Pick<StackStore, 'spent'>;
  modules: Pick<Modules, 'module'>;
  logger: LoggerService;
  prices: {
    book: readonly ServicePrice[];
    maxAgeDays: number;
  };
  now: () => Date;
  /** How long one engine may take. */
  engineSeconds: number;
}): Assessor {
  return {
    async assess(stack, { summary, document }, signal) {
      const environment = deps.environments.byName(stack.environment);
      const { stateful } = await deps.modules.module(stack.module);
      const now = deps.now();
      const cost = compareCosts(document, {
        ...deps.prices,
        discounts: environment.discounts,
        now,
      });
      const common = {
        summary,
        stateful,
        deletionProtection: stack.deletionProtection,
        cost,
        budget: {
          limit: environment.budget,
          others: await deps.stacks.spent(environment.name, stack.id),
        },
      };
      const builtIn = evaluateRules(
        RULES,
        {
          ...common,
          resources: planResources(document).after,
          hasSystem: stack.system !== null,
          now,
        },
        environment.deletionProtection,
      );
      const asked = await Promise.all(
        deps.engines().map(async (engine): Promise<PolicyFinding[]> => {
          try {
            const found = await ask(
              engine,
              { ...common, document, environment: environment.name },
              signal,
              deps.engineSeconds,
            );
            return settled(found, environment.severities);
          } catch (error) {
            const reason = error instanceof Error ? error.message : `${error}`;
            deps.logger.error(`Policy engine '${engine.id}' failed: ${reason}`);
            // Not to be switched off by an environment: no look, no clearance.
            return [
              {
                rule: `${engine.id}-failed`,
                engine: engine.id,
                severity: 'block',
                address: null,
                attribute: null,
                message: `The policies of ${engine.id} could not be checked: ${reason}`,
                fix: 'Have the platform team look at the policy engine, then plan again',
              },
            ];
          }
        }),
      );
      return {
        cost,
        findings: [
          ...settled(builtIn, environment.severities),
          ...asked.flat(),
        ],
        stateful: lostState({ summary, stateful }).map(
          ({ address }) => address,
        ),
      };
    },
  };
}
