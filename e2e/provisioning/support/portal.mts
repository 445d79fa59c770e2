import assert from 'node:assert/strict';
import { join } from 'node:path';
import type {
  LogPage,
  PlanSummary,
  Run,
  RunKind,
  RunView,
  StackDefinition,
  StackView,
} from '@heal7/backstage-plugin-provisioning-common';
import { waitFor } from '../../../tools/test-cluster/index.mts';
import { startBackend } from '../../support/backend.mts';
import type { Backend } from '../../support/backend.mts';
import { REGION } from './moto.mts';
import type { Moto } from './moto.mts';

const API = '/api/provisioning';
export const STATES = 'heal7-states';
const ENDED = 'succeeded failed cancelled rejected stale interrupted'.split(
  ' ',
);

/** The real portal with an environment on an emulated cloud. */
export class ProvisioningPortal {
  readonly backend: Backend;

  private constructor(backend: Backend) {
    this.backend = backend;
  }

  static async start(options: {
    dataDir: string;
    moto: Moto;
    /** Folder with `stacks/`. */
    modules: string;
    mirror: string | undefined;
    secrets: Array<{ variable: string; value: string }>;
    credentials?: Record<string, string>;
  }): Promise<ProvisioningPortal> {
    const { dataDir, moto } = options;
    const backend = await startBackend({
      dataDir,
      configs: ['app-config.yaml'],
      overrides: port => ({
        app: { baseUrl: `http://localhost:${port}` },
        platform: { documentation: { buildAtStart: [] } },
        provisioning: {
          dataDir: join(dataDir, 'provisioning'),
          modules: [{ id: 'test', directory: options.modules }],
          terraform: {
            dataDir: join(dataDir, 'terraform'),
            encryptionKey: 'only for tests, and long enough for them',
            ...(options.mirror ? { providerMirror: options.mirror } : {}),
          },
          environments: {
            sandbox: {
              sandbox: true,
              approval: 'confirm',
              deletionProtection: false,
              budget: 100,
              state: {
                type: 's3',
                bucket: STATES,
                region: REGION,
                endpoint: moto.url,
              },
              credentials: {
                aws: { ...moto.credentials, ...options.credentials },
              },
              secrets: options.secrets,
            },
          },
        },
      }),
    });
    await waitFor('the catalog', async () => {
      const owner = await backend.get(
        '/api/catalog/entities/by-name/group/default/platform-team',
      );
      const system = await backend.get(
        '/api/catalog/entities/by-name/system/default/heal7-platform',
      );
      return owner.status === 200 && system.status === 200 ? true : undefined;
    });
    return new ProvisioningPortal(backend);
  }

  async stack(
    name: string,
    inputs: StackDefinition['inputs'] = { name },
    module = 'quick',
  ) {
    const definition: StackDefinition = {
      name,
      module,
      environment: 'sandbox',
      owner: 'group:default/platform-team',
      system: 'system:default/heal7-platform',
      component: null,
      costCentre: 'platform',
      deletionProtection: null,
      inputs,
    };
    return this.post<StackView>('/stacks', { definition });
  }

  look = (stackId: string) => this.get<StackView>(`/stacks/${stackId}`);
  run = (runId: string) => this.get<RunView>(`/runs/${runId}`);
  planOf = (runId: string) => this.get<PlanSummary>(`/runs/${runId}/plan`);

  async log(runId: string): Promise<LogPage['lines']> {
    const lines: LogPage['lines'] = [];
    for (;;) {
      const page = await this.get<LogPage>(
        `/runs/${runId}/log?after=${lines.at(-1)?.position ?? 0}`,
      );
      lines.push(...page.lines);
      if (page.lines.length === 0) {
        return lines;
      }
    }
  }

  async begin(stackId: string, kind: RunKind): Promise<Run> {
    const { version } = await this.look(stackId);
    return this.post<Run>(`/stacks/${stackId}/runs`, {
      kind,
      reason: 'The test wants it',
      version,
    });
  }

  async approve(runId: string): Promise<void> {
    const run = await this.until(runId, 'awaiting-approval');
    await this.post(`/runs/${runId}/approve`, {
      digest: run.plan?.digest,
      comment: 'Looks right',
      ...(run.plan?.confirmation
        ? { confirmation: run.plan.confirmation }
        : {}),
    });
  }

  /** Plans, approves, applies. */
  async perform(stackId: string, kind: RunKind): Promise<RunView> {
    const { id } = await this.begin(stackId, kind);
    if (kind !== 'check') {
      await this.approve(id);
    }
    return this.until(id, 'succeeded');
  }

  /** The run as soon as it has that phase; fails when it has ended otherwise. */
  async until(runId: string, phase: Run['phase']): Promise<RunView> {
    const run = await waitFor(
      `run ${runId} to be ${phase}`,
      async () => {
        const now = await this.run(runId);
        return now.phase === phase || ENDED.includes(now.phase)
          ? now
          : undefined;
      },
      { timeout: 240_000, interval: 250 },
    );
    assert.equal(run.phase, phase, JSON.stringify(run.error));
    return run;
  }

  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.backend.get<T>(`${API}${path}`);
    assert.ok(status < 300, `${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async post<T>(path: string, json: unknown): Promise<T> {
    const { status, body } = await this.backend.post<T>(`${API}${path}`, json);
    assert.ok(status < 300, `${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
}
