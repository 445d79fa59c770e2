import { ok } from 'node:assert';
import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import { SAMPLE_RULES, SOURCE_RULES, subjectsOf } from './rules';
import type { SourceSample } from './SourceSample';

/**
 * One thing that a rollout engine has to do right.
 *
 * @public
 */
export interface ContractCheck {
  name: string;
  /** Rejects with what is wrong. */
  check(): Promise<void>;
}

/**
 * What every rollout engine has to do right, to be run by any test runner:
 * that it is pure and deterministic, survives objects of unknown versions,
 * watches no more than it needs, decides on live objects as on the shown
 * state, and plans exactly what it offers.
 *
 * ```ts
 * const samples = [{ name: 'half way', objects: [rollout, pod] }];
 *
 * it.each(sourceContract(mySource, samples))('$name', async ({ check }) => {
 *   await expect(check()).resolves.toBeUndefined();
 * });
 * ```
 *
 * @param samples - moments of rollouts, each with one at least that the engine
 * says is its own. The more of its states they show, the more is checked.
 * @public
 */
export function sourceContract(
  source: DeploymentSource,
  samples: SourceSample[],
): ContractCheck[] {
  return [
    ...Object.entries(SOURCE_RULES).map(([name, rule]) => ({
      name,
      check: async () => rule(source),
    })),
    ...samples.flatMap(({ name, objects }) => [
      {
        name: `${name}: is a rollout of this engine`,
        check: async () => ok(subjectsOf(source, objects).length > 0),
      },
      ...Object.entries(SAMPLE_RULES).map(([ruleName, rule]) => ({
        name: `${name}: ${ruleName}`,
        check: async () => {
          for (const subject of subjectsOf(source, objects)) {
            await rule(subject);
          }
        },
      })),
    ]),
  ];
}
