import { TestDatabases } from '@backstage/backend-test-utils';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import { fakeSummary } from '@heal7/backstage-plugin-provisioning-node/testing';
import {
  EngineHarness,
  eventually,
  testDatabase,
} from './__testUtils__/engineHarness';

const databases = TestDatabases.create();

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('the engine on %p', id => {
  let harness: EngineHarness;

  beforeEach(async () => {
    harness = new EngineHarness(await testDatabase(databases, id));
  });
  afterEach(() => harness.stop());

  it('plans, waits for approval, applies exactly that plan, and remembers what is there', async () => {
    await harness.start();
    const { stack } = await harness.stack('orders');
    const run = await harness.run(stack.id, 'apply');
    const waiting = await harness.until(
      run.id,
      ({ phase }) => phase === 'awaiting-approval',
    );
    expect(waiting.plan).toMatchObject({ counts: { create: 2 }, empty: false });
    expect(harness.executor.started.map(({ step }) => step)).toEqual(['plan']);
    expect((await harness.record(stack.id)).phase).toBe('awaiting-approval');

    const done = await harness.approved(run);
    expect(done).toMatchObject({
      phase: 'succeeded',
      approval: { by: 'user:default/b' },
    });
    const [, apply] = harness.executor.started;
    expect(apply).toMatchObject({
      step: 'apply',
      plan: { jobId: `${run.id}.plan`, digest: waiting.plan?.digest },
      credentials: { TOKEN: 'credential' },
      variables: { size: 1, deletion_protection: false },
    });
    expect(await harness.record(stack.id)).toMatchObject({
      phase: 'applied',
      cost: { monthly: 12 },
      outputs: [{ name: 'thing', value: 'orders' }],
      resources: [{ name: 'thing-0', type: 'fake_thing' }],
      currentRun: null,
      lastRun: { id: run.id },
    });
    expect(await harness.engine.runs.plan(run.id)).toEqual(fakeSummary(2));
    const { lines, complete } = await harness.engine.runs.log(run.id, 0, 100);
    expect(lines.map(({ position, step }) => [position, step])).toEqual([
      [1, 'plan'],
      [2, 'apply'],
    ]);
    expect(complete).toBe(true);
    expect(await harness.engine.stacks.spent('test', null)).toBe(12);
  });

  it('leaves no saved plan behind, however a run ends', async () => {
    await harness.start();
    const { stack } = await harness.stack('orders');
    const run = await harness.run(stack.id, 'apply');
    const waiting = await harness.until(
      run.id,
      ({ phase }) => phase === 'awaiting-approval',
    );
    await harness.engine.commands.reject(run.id, {
      digest: waiting.plan?.digest ?? '',
      comment: 'no',
      actor: 'user:default/b',
    });
    const another = await harness.run(stack.id, 'apply');
    await harness.approved(another);
    const jobs = [run, another].map(({ id: runId }) => `${runId}.plan`);
    await eventually(() =>
      jobs.every(job => harness.executor.discarded.includes(job)),
    );
    expect(harness.executor.discarded).toEqual(expect.arrayContaining(jobs));
  });

  it('applies by itself only where nobody has to look', async () => {
    await harness.start();
    harness.approval = 'none';
    const { stack } = await harness.stack('orders');
    const run = await harness.until(
      (
        await harness.run(stack.id, 'apply', { autoApply: true })
      ).id,
    );
    expect(run).toMatchObject({ phase: 'succeeded', approval: { by: null } });

    const waits = async () => {
      const waiting = await harness.run(stack.id, 'apply', { autoApply: true });
      const { phase } = await harness.until(
        waiting.id,
        ({ plan }) => plan !== null,
      );
      await harness.engine.commands.cancel(waiting.id, '', 'user:default/a');
      return phase;
    };
    harness.stateful = ['fake_thing.number[0]'];
    expect(await waits()).toBe('awaiting-approval');
    harness.stateful = [];
    harness.findings = [
      {
        rule: 'no-public-access',
        engine: 'built-in',
        severity: 'block',
        address: null,
        attribute: null,
        message: 'Everybody may read it',
        fix: 'Let nobody',
      },
    ];
    expect(await waits()).toBe('awaiting-approval');
  });

  it('refuses to let a plan through that is blocked, unconfirmed, one’s own, or another', async () => {
    await harness.start();
    harness.approval = 'second-person';
    harness.stateful = ['fake_thing.number[0]'];
    const { stack } = await harness.stack('orders');
    const run = await harness.run(stack.id, 'apply');
    const { plan } = await harness.until(
      run.id,
      ({ phase }) => phase === 'awaiting-approval',
    );
    const decide = (change: object) =>
      harness.engine.commands.approve(run.id, {
        digest: plan?.digest ?? '',
        comment: '',
        confirmation: 'orders',
        actor: 'user:default/b',
        ...change,
      });
    await expect(decide({ actor: 'user:default/a' })).rejects.toThrow(
      'Somebody other',
    );
    await expect(decide({ confirmation: 'order' })).rejects.toThrow("'orders'");
    await expect(decide({ digest: 'sha256:0' })).rejects.toThrow(
      'another plan',
    );
    expect((await decide({})).phase).toBe('approved');
    expect((await harness.until(run.id)).phase).toBe('succeeded');
    await expect(decide({})).rejects.toThrow('does not wait');
  });

  it('makes a plan stale when the module has changed since', async () => {
    await harness.start();
    const { stack } = await harness.stack('orders');
    const run = await harness.run(stack.id, 'apply');
    await harness.until(run.id, ({ phase }) => phase === 'awaiting-approval');
    harness.revision = `sha256:${'2'.repeat(64)}`;
    await expect(harness.approved(run)).rejects.toThrow('plan again');
    expect(await harness.until(run.id)).toMatchObject({
      phase: 'stale',
      error: { code: 'plan-stale' },
    });
    expect(harness.executor.started).toHaveLength(1);
  });

  it('lets only one run of a stack be under way, and answers a repeated request alike', async () => {
    const { stack } = await harness.stack('orders');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) =>
        harness.run(stack.id, 'apply', { key: index < 2 ? 'same' : undefined }),
      ),
    );
    const runs = outcomes.flatMap(outcome =>
      outcome.status === 'fulfilled' ? [outcome.value.id] : [],
    );
    expect(new Set(runs).size).toBe(1);
    expect(
      await harness.run(stack.id, 'apply', { key: 'none' }).catch(e => e),
    ).toMatchObject({ name: 'ConflictError' });
  });

  it('refuses what was asked for on a stale view', async () => {
    const { stack } = await harness.stack('orders');
    await expect(
      harness.engine.commands.start(stack.id, {
        kind: 'apply',
        reason: '',
        autoApply: false,
        version: stack.version - 1,
        idempotencyKey: null,
        continuation: null,
        actor: 'user:default/a',
      }),
    ).rejects.toThrow('look again');
  });

  it('takes a job up again where another process has left it', async () => {
    harness.executor.hold('apply');
    await harness.start();
    const { stack } = await harness.stack('orders');
    const run = await harness.run(stack.id, 'apply');
    const approving = harness.approved(run);
    await eventually(() =>
      harness.executor.running().some(({ step }) => step === 'apply'),
    );
    await harness.restart();
    harness.executor.say(`${run.id}.apply`, 'still at it');
    harness.executor.end(`${run.id}.apply`);
    expect((await approving).phase).toBe('succeeded');
    expect(
      harness.executor.started.filter(({ step }) => step === 'apply'),
    ).toHaveLength(1);
    const { lines } = await harness.engine.runs.log(run.id, 0, 100);
    expect(lines.map(({ position, text }) => `${position} ${text}`)).toEqual([
      '1 plan begins',
      '2 apply begins',
      '3 still at it',
    ]);
  });

  it('cancels what waits at once, and what runs by its executor', async () => {
    const { stack } = await harness.stack('orders');
    const queued = await harness.run(stack.id, 'apply');
    const cancel = (run: Run) =>
      harness.engine.commands.cancel(run.id, 'wrong size', 'user:default/c');
    expect(await cancel(queued)).toMatchObject({
      phase: 'cancelled',
      error: { message: 'Cancelled by user:default/c: wrong size' },
    });

    harness.executor.hold('plan');
    await harness.start();
    const planning = await harness.run(stack.id, 'apply');
    await harness.until(planning.id, ({ phase }) => phase === 'planning');
    await cancel(planning);
    expect((await harness.until(planning.id)).phase).toBe('cancelled');
    expect((await harness.record(stack.id)).phase).toBe('requested');
  });

  it('says what failed half-way, and what is there all the same', async () => {
    harness.executor.hold('apply');
    await harness.start();
    const { stack } = await harness.stack('orders');
    const run = await harness.run(stack.id, 'apply');
    const approving = harness.approved(run);
    await harness.until(run.id, ({ phase }) => phase === 'applying');
    await eventually(() => harness.executor.running().length > 0);
    harness.executor.end(`${run.id}.apply`, {
      status: 'interrupted',
      error: { code: 'killed', message: 'It died', hint: '', diagnostics: [] },
      state: {
        outputs: [],
        resources: [
          {
            address: 'fake_thing.a',
            type: 'fake_thing',
            values: { name: 'a' },
          },
        ],
      },
      orphans: [{ address: 'fake_thing.b', id: 'b', importBlock: null }],
    });
    expect((await approving).phase).toBe('interrupted');
    expect(await harness.record(stack.id)).toMatchObject({
      phase: 'interrupted',
      facts: { applied: true },
      resources: [{ name: 'a' }],
    });
    expect(await harness.engine.runs.orphans(run.id)).toEqual([
      { address: 'fake_thing.b', id: 'b', importBlock: null },
    ]);
  });

  it('finds drift, reconciles it, and tells drift from a state that is gone', async () => {
    await harness.start();
    const stackId = await harness.applied('orders');
    harness.executor.plans(0);
    await harness.until((await harness.run(stackId, 'check')).id);
    expect((await harness.record(stackId)).phase).toBe('applied');

    harness.executor.plans(1);
    await harness.until((await harness.run(stackId, 'check')).id);
    expect(await harness.record(stackId)).toMatchObject({
      phase: 'drifted',
      drift: { resources: [{ address: 'fake_thing.number[0]' }] },
    });
    await harness.approved(await harness.run(stackId, 'apply'));
    expect(await harness.record(stackId)).toMatchObject({
      phase: 'applied',
      drift: null,
    });

    harness.executor.hold('plan');
    const check = await harness.run(stackId, 'check');
    await harness.until(check.id, ({ phase }) => phase === 'planning');
    await eventually(() => harness.executor.running().length > 0);
    harness.executor.end(`${check.id}.plan`, {
      status: 'planned',
      plan: {
        digest: 'sha256:0',
        summary: fakeSummary(3),
        document: {},
        stateFound: false,
      },
    });
    await harness.until(check.id);
    expect((await harness.record(stackId)).phase).toBe('reset');
  });

  it('lets a check give way to what somebody wants', async () => {
    await harness.start();
    const stackId = await harness.applied('orders');
    harness.executor.hold('plan');
    const check = await harness.run(stackId, 'check');
    await harness.until(check.id, ({ phase }) => phase === 'planning');
    const run = await harness.run(stackId, 'apply');
    expect((await harness.until(check.id)).phase).toBe('cancelled');
    expect(run.phase).toBe('queued');
  });

  it('destroys what is protected only by two plans', async () => {
    await harness.start();
    const stackId = await harness.applied('orders', true);
    await expect(harness.run(stackId, 'destroy')).rejects.toThrow(
      'take the protection off first',
    );
    await harness.approved(await harness.run(stackId, 'unprotect'));
    expect(
      harness.executor.started.findLast(({ step }) => step === 'plan'),
    ).toMatchObject({ variables: { deletion_protection: false } });
    const destroy = await harness.run(stackId, 'destroy');
    const { plan } = await harness.until(
      destroy.id,
      ({ phase }) => phase === 'awaiting-approval',
    );
    expect(plan?.confirmation).toBe('orders');
    await harness.approved(destroy);
    expect(harness.executor.started.at(-1)).toMatchObject({ destroy: true });
    expect(await harness.record(stackId)).toMatchObject({
      phase: 'destroyed',
      resources: [],
      outputs: [],
      cost: null,
    });
  });

  it('works on two hundred stacks with four workers, never two at once on one', async () => {
    harness.approval = 'none';
    const other = harness.another();
    const stacks = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        harness.stack(`stack-${index}`),
      ),
    );
    const runs = [];
    for (const { stack } of stacks) {
      runs.push(await harness.run(stack.id, 'apply', { autoApply: true }));
    }
    await Promise.all([harness.start(), other.start()]);
    const ended = await Promise.all(runs.map(run => harness.until(run.id)));
    expect(new Set(ended.map(({ phase }) => phase))).toEqual(
      new Set(['succeeded']),
    );
    const ids = harness.executor.started.map(({ id: jobId }) => jobId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(400);
  });

  it('lists by page what one may see, and nothing else', async () => {
    for (const name of ['a', 'b', 'c']) {
      await harness.stack(name);
    }
    const list = (visible: object, cursor: string | null = null) =>
      harness.engine.stacks.page({ visible: visible as never }, cursor, 2);
    const first = await list({ allOf: [] });
    expect(first).toMatchObject({ nextCursor: 'b', total: 3 });
    const second = await list({ allOf: [] }, first.nextCursor);
    expect(second.items.map(({ stack }) => stack.name)).toEqual(['c']);
    expect((await list({ anyOf: [] })).total).toBe(0);
    expect((await list({ owners: [] })).total).toBe(0);
    expect((await list({ not: { names: ['a'] } })).total).toBe(2);
    expect(
      (await list({ anyOf: [{ names: ['a'] }, { environments: ['x'] }] }))
        .total,
    ).toBe(1);
  });

  it('keeps the beginning of a log that is longer than it keeps', async () => {
    await harness.stop();
    harness = new EngineHarness(harness.knex, { logs: { bytes: 2_000 } });
    harness.executor.hold('plan');
    await harness.start();
    const { stack } = await harness.stack('orders');
    const run = await harness.run(stack.id, 'apply');
    await harness.until(run.id, ({ phase }) => phase === 'planning');
    await eventually(() => harness.executor.running().length > 0);
    harness.executor.say(
      `${run.id}.plan`,
      ...Array.from({ length: 500 }, (_, index) => `line ${index}`),
    );
    harness.executor.end(`${run.id}.plan`);
    await harness.approved(run);
    const { lines } = await harness.engine.runs.log(run.id, 0, 1_000);
    expect(lines.length).toBeLessThan(60);
    expect(lines.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'line 0',
        expect.stringContaining('longer than is kept'),
        'apply begins',
      ]),
    );
  });
});
