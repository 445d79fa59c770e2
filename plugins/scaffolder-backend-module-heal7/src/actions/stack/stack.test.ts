import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ProvisioningClient } from '@heal7/backstage-plugin-provisioning-node';
import type { LogLine } from '@heal7/backstage-plugin-provisioning-common';
import { stringify } from 'yaml';
import {
  ProvisioningServer,
  planOf,
} from '../../__testUtils__/provisioningServer';
import { inputOf, runAction } from '../../__testUtils__/runAction';
import { stackActions } from './stackActions';

const STACK = { stackId: 'stack-1' };

const line = (position: number, text: string): LogLine => ({
  position,
  text,
  at: '2026-11-24T00:00:00.000Z',
  step: 'apply',
  level: 'info',
  address: null,
});

describe('the actions on stacks', () => {
  let server: ProvisioningServer;
  let workspacePath: string;
  let lines: string[];
  let checkpoints: Map<string, unknown>;
  let actions: ReturnType<typeof stackActions>;

  beforeEach(async () => {
    server = new ProvisioningServer();
    const { baseUrl } = await server.start();
    workspacePath = await mkdtemp(join(tmpdir(), 'stack-actions-'));
    lines = [];
    checkpoints = new Map();
    actions = stackActions({
      provisioning: new ProvisioningClient({
        auth: mockServices.auth(),
        discovery: {
          getBaseUrl: async id => `${baseUrl}/${id}`,
          getExternalBaseUrl: async id => `${baseUrl}/${id}`,
        },
      }),
      appUrl: 'http://portal',
      lookEvery: 1,
    });
  });

  afterEach(async () => {
    await server.stop();
    await rm(workspacePath, { recursive: true });
  });

  const action = (id: string) => actions.find(one => one.id === id)!;

  const run = (
    id: string,
    input: object,
    more: { isDryRun?: boolean; signal?: AbortSignal; task?: string } = {},
  ) => {
    const { task = 'task-1', ...context } = more;
    const logger = Object.fromEntries(
      ['info', 'warn', 'error', 'debug'].map(level => [
        level,
        (message: string) => lines.push(message),
      ]),
    );
    return runAction(action(id), input, {
      ...context,
      workspacePath,
      logger,
      task: { id: task },
      ...{
        step: { id: 'step' },
        getInitiatorCredentials: async () =>
          mockCredentials.user('user:default/ana'),
        checkpoint: async ({ key, fn }: any) => {
          const known = `${task}/${key}`;
          if (!checkpoints.has(known)) {
            checkpoints.set(known, await fn());
          }
          return checkpoints.get(known);
        },
      },
    });
  };

  it('run every example that they document', async () => {
    server.stack = { ...server.stack, id: 'stack-1' };
    for (const { id, examples = [] } of actions) {
      expect(examples).not.toHaveLength(0);
      for (const example of examples) {
        const input = { ...inputOf(example), ...given(id) };
        await expect(run(id, input)).resolves.toBeDefined();
      }
    }
    function given(id: string): object {
      server.phases = ['awaiting-approval'];
      if (id === 'heal7:stack:apply') {
        return { runId: 'run-1' };
      }
      return id === 'heal7:stack:create' ? {} : STACK;
    }
  });

  describe('heal7:stack:create', () => {
    const definitionUrl = 'http://host/repo/stack.yaml';

    it('registers what was published, on behalf of who asks', async () => {
      const outputs = await run('heal7:stack:create', { definitionUrl });
      expect(outputs).toEqual({
        stackId: 'stack-1',
        name: 'heal7-uploads',
        environment: 'sandbox',
        url: 'http://portal/infrastructure/stacks/stack-1',
      });
      const [request] = server.to('/stacks');
      expect(request.body).toEqual({ definitionUrl });
      expect(request.token).toContain('user:default/ana');
    });

    it('asks once in a task that goes on after a crash', async () => {
      await run('heal7:stack:create', { definitionUrl });
      await run('heal7:stack:create', { definitionUrl });
      expect(server.to('/stacks')).toHaveLength(1);
    });

    it.each([{}, { definitionUrl, definition: {} }])(
      'refuses %j: what is it to register?',
      async input => {
        await expect(run('heal7:stack:create', input)).rejects.toThrow(
          "one of 'definitionUrl' and 'definition'",
        );
      },
    );

    it('only has the rendered file reviewed in a dry run', async () => {
      await writeFile(
        join(workspacePath, 'stack.yaml'),
        stringify({
          apiVersion: 'provisioning.heal7.io/v1',
          kind: 'Stack',
          metadata: { name: 'heal7-uploads' },
          spec: { module: 'object-storage', environment: 'staging' },
        }),
      );
      await run('heal7:stack:create', { definitionUrl }, { isDryRun: true });
      expect(server.received).toHaveLength(1);
      const [{ body }] = server.to('/stacks/review');
      expect(body.definition).toEqual({
        name: 'heal7-uploads',
        module: 'object-storage',
        environment: 'staging',
        system: null,
        component: null,
        deletionProtection: null,
        inputs: {},
      });
      expect(lines.join()).toContain('{"bucket":"b"}');
    });

    it('reads nothing outside of the workspace', async () => {
      await expect(
        run(
          'heal7:stack:create',
          { definitionUrl, definitionPath: '../../etc/passwd' },
          { isDryRun: true },
        ),
      ).rejects.toThrow(/not allowed|outside/i);
      expect(server.received).toHaveLength(0);
    });
  });

  describe('heal7:stack:plan', () => {
    it('gives counts and cost of a plan that can be applied', async () => {
      server.phases = ['queued', 'planning', 'awaiting-approval'];
      const outputs = await run('heal7:stack:plan', STACK);
      expect(outputs).toMatchObject({
        runId: 'run-1',
        url: 'http://portal/infrastructure/runs/run-1',
        kind: 'apply',
        planned: true,
        approvalNeeded: false,
        canApply: true,
        counts: { create: 1 },
        monthlyCostBefore: 0,
        monthlyCostAfter: 12.5,
        unpriced: 1,
      });
      expect(lines.join('\n')).toContain(
        '$0.00 a month -> $12.50 a month and 1 without a price',
      );
      const [{ body }] = server.to('/stacks/stack-1/runs');
      expect(body).toMatchObject({ kind: 'apply', version: 7 });
      expect(body.autoApply).toBeUndefined();
    });

    it.each([
      ['approval', planOf({ approval: 'second-person' })],
      ['a typed confirmation', planOf({ confirmation: 'heal7-uploads' })],
      [
        'a policy',
        planOf({
          findings: [
            {
              rule: 'no-public-access',
              engine: 'built-in',
              severity: 'block',
              address: null,
              attribute: null,
              message: 'It is public.',
              fix: 'Close it.',
            },
          ],
        }),
      ],
    ])('ends with the link where %s stands in the way', async (_, plan) => {
      server.plan = plan;
      const continuation = { templateRef: 'template:default/next', values: {} };
      const outputs = await run('heal7:stack:plan', { ...STACK, continuation });
      expect(outputs).toMatchObject({
        approvalNeeded: true,
        canApply: false,
        url: 'http://portal/infrastructure/runs/run-1',
      });
      const [{ body }] = server.to('/stacks/stack-1/runs');
      expect(body.continuation).toEqual(continuation);
      expect(server.to('/runs/run-1/approve')).toHaveLength(0);
    });

    it('needs nobody for a plan that changes nothing', async () => {
      server.phases = ['succeeded'];
      server.plan = planOf({ empty: true, approval: 'second-person' });
      expect(await run('heal7:stack:plan', STACK)).toMatchObject({
        empty: true,
        approvalNeeded: false,
        canApply: false,
      });
    });

    it('is one run however often its task goes on, another one a task', async () => {
      await run('heal7:stack:plan', STACK);
      checkpoints.clear();
      await run('heal7:stack:plan', STACK);
      expect(server.runs).toBe(1);
      await run('heal7:stack:plan', STACK, { task: 'task-2' });
      expect(server.runs).toBe(2);
    });

    it('does not wait longer than it was told to', async () => {
      server.phases = ['planning'];
      const outputs = await run('heal7:stack:plan', {
        ...STACK,
        timeoutSeconds: 0.01,
      });
      expect(outputs).toMatchObject({ planned: false, canApply: false });
      expect(lines.join()).toContain('goes on being made');
    });

    it('fails with the reason of a plan that failed', async () => {
      server.phases = ['failed'];
      server.plan = null;
      server.error = {
        code: 'plan-failed',
        message: 'The bucket is taken.',
        hint: 'Choose another name.',
        diagnostics: [],
      };
      await expect(run('heal7:stack:plan', STACK)).rejects.toThrow(
        'The bucket is taken. Choose another name.',
      );
    });

    it('takes the run along when its task is cancelled', async () => {
      server.phases = ['planning'];
      const abort = new AbortController();
      server.onLook = () => abort.abort();
      await expect(
        run('heal7:stack:plan', STACK, { signal: abort.signal }),
      ).rejects.toThrow(/abort/);
      expect(server.to('/runs/run-1/cancel')).toHaveLength(1);
    });

    it('says what the backend says', async () => {
      server.refuse.set('/stacks/stack-1/runs', {
        status: 403,
        name: 'NotAllowedError',
        message: 'You may not plan here',
      });
      await expect(run('heal7:stack:plan', STACK)).rejects.toThrow(
        'You may not plan here',
      );
    });
  });

  describe('heal7:stack:apply', () => {
    it('applies exactly the plan, with its log line by line', async () => {
      server.log = [line(1, 'creating'), line(2, 'done\u001b[2J')];
      const outputs = await run('heal7:stack:apply', { runId: 'run-1' });
      expect(outputs).toEqual({
        stackId: 'stack-1',
        url: 'http://portal/infrastructure/runs/run-1',
      });
      const [{ body }] = server.to('/runs/run-1/approve');
      expect(body.digest).toBe(server.plan!.digest);
      expect(lines.filter(text => text === 'creating')).toHaveLength(1);
      expect(lines).toContain('done[2J');
    });

    it('leaves alone what a person has to approve', async () => {
      server.plan = planOf({ approval: 'confirm' });
      await expect(
        run('heal7:stack:apply', { runId: 'run-1' }),
      ).rejects.toThrow('http://portal/infrastructure/runs/run-1');
      expect(server.to('/runs/run-1/approve')).toHaveLength(0);
    });

    it('approves nothing twice in a task that goes on after a crash', async () => {
      server.phases = ['applying', 'applying', 'succeeded'];
      await run('heal7:stack:apply', { runId: 'run-1' });
      expect(server.to('/runs/run-1/approve')).toHaveLength(0);
    });

    it('survives looks that fail, and says so when all do', async () => {
      server.phases = ['applying'];
      server.refuse.set('/runs/run-1/log?after=0', {
        status: 503,
        name: 'ServiceUnavailableError',
        message: 'restarting',
      });
      let looks = 0;
      server.onLook = () => {
        looks += 1;
        if (looks === 4) {
          server.refuse.clear();
          server.phases = ['succeeded'];
        }
      };
      await run('heal7:stack:apply', { runId: 'run-1' });
      expect(looks).toBe(4);

      server.phases = ['applying'];
      server.onLook = () => undefined;
      server.refuse.set('/runs/run-1/log?after=0', {
        status: 503,
        name: 'ServiceUnavailableError',
        message: 'gone for good',
      });
      await expect(
        run('heal7:stack:apply', { runId: 'run-1' }),
      ).rejects.toThrow('gone for good');
    });

    it('fails when the run does', async () => {
      server.phases = ['applying', 'interrupted'];
      await expect(
        run('heal7:stack:apply', { runId: 'run-1' }),
      ).rejects.toThrow('interrupted');
    });

    it('has the run stopped when its task is cancelled', async () => {
      server.phases = ['applying'];
      const abort = new AbortController();
      let looks = 0;
      server.onLook = () => {
        looks += 1;
        if (looks === 2) {
          abort.abort();
        }
      };
      await expect(
        run('heal7:stack:apply', { runId: 'run-1' }, { signal: abort.signal }),
      ).rejects.toThrow(/abort/);
      expect(server.to('/runs/run-1/cancel')).toHaveLength(1);
    });
  });

  it('heal7:stack:outputs leaves secrets out', async () => {
    server.outputs = [
      { name: 'bucket', sensitive: false, value: 'b' },
      { name: 'password', sensitive: true, value: 'must not be passed on' },
    ];
    expect(await run('heal7:stack:outputs', STACK)).toEqual({
      outputs: { bucket: 'b' },
      sensitive: ['password'],
    });
  });

  describe('heal7:stack:destroy', () => {
    it('plans the destroy, and never applies it', async () => {
      const outputs = await run('heal7:stack:destroy', STACK);
      expect(outputs).toMatchObject({ kind: 'destroy', canApply: false });
      expect(server.to('/runs/run-1/approve')).toHaveLength(0);
    });

    it('first plans to take the protection off', async () => {
      server.stack.deletionProtection = true;
      const outputs = await run('heal7:stack:destroy', STACK);
      expect(outputs.kind).toBe('unprotect');
      expect(lines.join()).toContain('ask for the destroy again');
    });
  });

  it.each([
    ['heal7:stack:plan', STACK],
    ['heal7:stack:apply', { runId: 'run-1' }],
    ['heal7:stack:outputs', STACK],
    ['heal7:stack:destroy', STACK],
  ])('%s asks for nothing in a dry run', async (id, input) => {
    await run(id, input, { isDryRun: true });
    expect(server.received).toHaveLength(0);
  });
});
