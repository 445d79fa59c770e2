import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { PolicyEngine } from '../policy/PolicyEngine';
import type { Executor } from './Executor';

/**
 * Takes further executors.
 *
 * @public
 */
export interface ExecutorsExtensionPoint {
  /** @throws Error when there is one of that id. */
  addExecutor(executor: Executor): void;
}

/** @public */
export const executorsExtensionPoint =
  createExtensionPoint<ExecutorsExtensionPoint>({
    id: 'provisioning.executors',
  });

/**
 * Takes further policy engines; every one looks at every plan.
 *
 * @public
 */
export interface PolicyEnginesExtensionPoint {
  /** @throws Error when there is one of that id. */
  addPolicyEngine(engine: PolicyEngine): void;
}

/** @public */
export const policyEnginesExtensionPoint =
  createExtensionPoint<PolicyEnginesExtensionPoint>({
    id: 'provisioning.policy-engines',
  });
