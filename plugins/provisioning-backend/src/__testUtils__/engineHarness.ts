import { mockServices } from '@backstage/backend-test-utils';
import type { TestDatabases } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type {
  ApprovalRule,
  CostEstimate,
  PolicyFinding,
  Run,
  RunKind,
} from '@heal7/backstage-plugin-provisioning-common';
import { hasEnded } from '@heal7/backstage-plugin-provisioning-common';
import { FakeExecutor } from '@heal7/backstage-plugin-provisioning-node/testing';
import type { Knex } from 'knex';
import { Engine } from '../Engine';
import type { EngineConfig } from '../Engine';
import { systemClock } from '../lib/Clock';
import type { Environment } from '../ports/Environments';
import type { Modules } from '../ports/Modules';
import { openDatabase } from '../store/migrate';

export const estimate = (monthly: number): CostEstimate => ({
  currency: 'USD',
  monthly,
  items: [],
  unpriced: [],
  pricesAsOf: '2026-11-24',
  outdated: false,
});

/** Resolves when it is so; a test's own time limit is the only one. */
export async function eventually(
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  while (!(await isSo())) {
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
  }
}

/** A database with the plugin's tables. */
export async function testDatabase(
  databases: TestDatabases,
  id: Parameters<TestDatabases['init']>[0],
): Promise<Knex> {
  const knex = await databases.init(id);
  await openDatabase(
    mockServices.database({ knex, migrations: { skip: false } }),
  );
  return knex;
}

/** The engine with everything around it in memory. */
export class EngineHarness {
  readonly executor = new FakeExecutor();
  readonly told: Run[] = [];
  revision = `sha256:${'1'.repeat(64)}`;
  approval: ApprovalRule = 'confirm';
  findings: PolicyFinding[] = [];
  stateful: string[] = [];
  monthly = 12;
  engine: Engine;
  readonly #engines: Engine[] = [];

  constructor(
    readonly knex: Knex,
    private readonly config: Partial<EngineConfig> = {},
  ) {
    this.engine = this.another();
  }

  /** One more engine on the same database and executor. */
  another(): Engine {
    const engine = new Engine({
      knex: this.knex,
      clock: systemClock,
      executors: new Map([[this.executor.id, this.executor]]),
      modules: this.modules(),
      environments: {
        list: () => [this.environment('test')],
        byName: name => this.environment(name),
      },
      assessor: () => ({
        assess: async () => ({
          cost: { before: estimate(0), after: estimate(this.monthly) },
          findings: this.findings,
          stateful: this.stateful,
        }),
      }),
      listener: {
        stackChanged: () => undefined,
        runChanged: run => this.told.push(run),
        logGrew: () => undefined,
      },
      logger: mockServices.logger.mock(),
      scheduler: mockServices.scheduler.mock(),
      config: {
        workers: 4,
        driftWorkers: 1,
        logs: { bytes: 1_000_000 },
        retention: {
          runSeconds: 1_000,
          logSeconds: 1_000,
          approvalSeconds: 1_000,
        },
        ...this.config,
      },
    });
    this.#engines.push(engine);
    return engine;
  }

  async start(): Promise<void> {
    await this.engine.start();
  }

  /** The process ends, and another one comes up on the same database. */
  async restart(): Promise<void> {
    await this.engine.stop();
    this.engine = this.another();
    await this.engine.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#engines.map(engine => engine.stop()));
  }

  async stack(name: string, protectedFromDeletion = false) {
    const existing = await this.engine.stacks.byName(name);
    return this.engine.stacks.put(
      {
        name,
        module: 'things',
        environment: 'test',
        owner: 'group:default/owners',
        system: null,
        component: null,
        costCentre: 'shop',
        deletionProtection: protectedFromDeletion,
        inputs: { size: 1 },
      },
      {
        definitionUrl: null,
        executor: 'fake',
        requestedBy: 'user:default/a',
        basis: existing?.stack.version ?? null,
      },
    );
  }

  /** Asks for a run, as somebody does who has just looked. */
  async run(
    stackId: string,
    kind: RunKind,
    options: { autoApply?: boolean; actor?: string; key?: string } = {},
  ): Promise<Run> {
    const record = await this.record(stackId);
    return this.engine.commands.start(stackId, {
      kind,
      reason: 'because',
      autoApply: options.autoApply ?? false,
      version: record.stack.version,
      idempotencyKey: options.key ?? null,
      continuation: null,
      actor: options.actor ?? 'user:default/a',
    });
  }

  async record(stackId: string) {
    const record = await this.engine.stacks.byId(stackId);
    if (!record) {
      throw new NotFoundError(stackId);
    }
    return record;
  }

  /** The run as soon as it is as wanted. */
  async until(
    runId: string,
    wanted: (run: Run) => boolean = run => hasEnded(run.phase),
  ): Promise<Run> {
    let found: Run | undefined;
    await eventually(async () => {
      const run = await this.engine.runs.byId(runId);
      found = run && wanted(run) ? run : undefined;
      return found !== undefined;
    });
    return found as Run;
  }

  async approved(run: Run, actor = 'user:default/b'): Promise<Run> {
    const waiting = await this.until(
      run.id,
      ({ phase }) => phase === 'awaiting-approval',
    );
    await this.engine.commands.approve(run.id, {
      digest: waiting.plan?.digest ?? '',
      comment: '',
      confirmation: waiting.plan?.confirmation ?? null,
      actor,
    });
    return this.until(run.id);
  }

  /** A stack that has been applied. */
  async applied(name: string, protectedFromDeletion = false): Promise<string> {
    const { stack } = await this.stack(name, protectedFromDeletion);
    await this.approved(await this.run(stack.id, 'apply'));
    return stack.id;
  }

  private environment(name: string): Environment {
    return {
      name,
      budget: null,
      approval: this.approval,
      deletionProtection: false,
      severities: {},
      executor: 'fake',
      limits: { seconds: 60, memoryBytes: 1, graceSeconds: 1 },
      driftCheck: { everySeconds: 60 },
      discounts: { spot: 0, reserved: 0, offHours: 0 },
      credentials: () => ({ TOKEN: 'credential' }),
      secrets: async () => ({}),
      state: stack => ({ type: 'local', path: `/nowhere/${stack.id}` }),
    };
  }

  private modules(): Modules {
    const module = async () => ({
      id: 'things',
      title: { en: 'Things', ko: '것' },
      description: { en: '', ko: '' },
      cloud: 'fake',
      providers: [],
      inputs: {},
      secretInputs: [],
      stateful: [],
      catalog: [
        { match: 'fake_thing', type: 'thing', name: 'name', console: null },
      ],
      revision: this.revision,
      source: 'test',
    });
    return {
      list: async () => [await module()],
      broken: async () => [],
      module,
      bundle: async () => ({
        id: 'things',
        revision: this.revision,
        directory: '/nowhere',
        root: 'stacks/things',
        providers: [],
        origin: null,
      }),
      files: async () => ({}),
    };
  }
}
