import type {
  Executor,
  ExecutorsExtensionPoint,
  PolicyEngine,
  PolicyEnginesExtensionPoint,
} from '@heal7/backstage-plugin-provisioning-node';

/** The executors that modules add. @internal */
export class ExecutorRegistry implements ExecutorsExtensionPoint {
  readonly byId = new Map<string, Executor>();

  addExecutor(executor: Executor): void {
    if (this.byId.has(executor.id)) {
      throw new Error(`There are two executors '${executor.id}'`);
    }
    this.byId.set(executor.id, executor);
  }
}

/** The policy engines that modules add. @internal */
export class PolicyEngineRegistry implements PolicyEnginesExtensionPoint {
  readonly engines: PolicyEngine[] = [];

  addPolicyEngine(engine: PolicyEngine): void {
    if (this.engines.some(({ id }) => id === engine.id)) {
      throw new Error(`There are two policy engines '${engine.id}'`);
    }
    this.engines.push(engine);
  }
}
