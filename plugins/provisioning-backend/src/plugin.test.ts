import { createMockDirectory } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  stackApprovePermission,
  stackCreatePermission,
  stackPlanPermission,
  stackReadPermission,
  STACK_ANNOTATION,
} from '@heal7/backstage-plugin-provisioning-common';
import type {
  RunView,
  StackView,
} from '@heal7/backstage-plugin-provisioning-common';
import {
  createStackConditionalDecision,
  stackConditions,
} from './permissions/rules';
import { systemClock } from './lib/Clock';
import { KnexStackStore } from './stacks/KnexStackStore';
import { eventually } from './__testUtils__/eventually';
import {
  definition,
  SECRETS,
  startPortal,
  TEAM,
} from './__testUtils__/startPortal';
import type { PortalOptions } from './__testUtils__/startPortal';

// A whole backend a test, on machines that have more to do.
jest.setTimeout(60_000);

const DENY = { result: AuthorizeResult.DENY } as const;

describe('provisioningPlugin', () => {
  const data = createMockDirectory();
  const stops: Array<() => Promise<unknown>> = [];

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
  });

  async function portal(options: PortalOptions = {}) {
    const started = await startPortal(options, data.path);
    stops.push(() => started.backend.stop());
    const alice = started.as('alice');
    const bob = started.as('bob');
    const create = async (more = {}): Promise<StackView> =>
      (
        await alice
          .post('/stacks', { definition: definition(more) })
          .expect(201)
      ).body;
    const start = async (stack: StackView, more = {}): Promise<RunView> =>
      (
        await alice
          .post(`/stacks/${stack.id}/runs`, {
            kind: 'apply',
            reason: 'a first one',
            version: stack.version,
            ...more,
          })
          .expect(201)
      ).body;
    const run = async (id: string): Promise<RunView> =>
      (await alice.get(`/runs/${id}`).expect(200)).body;
    const view = async (id: string): Promise<StackView> =>
      (await alice.get(`/stacks/${id}`).expect(200)).body;
    const reaches = (id: string, phase: string) =>
      eventually(async () => {
        const now = await run(id);
        expect(now.phase).toBe(phase);
        return now;
      });
    const planned = async (more = {}) => {
      const stack = await create(more);
      const started1 = await start(stack);
      return { stack, run: await reaches(started1.id, 'awaiting-approval') };
    };
    const decision = (of: RunView, more = {}) => ({
      digest: of.plan!.digest,
      comment: 'looks good',
      ...more,
    });
    const applied = async (more = {}) => {
      const { stack, run: waiting } = await planned(more);
      await bob
        .post(`/runs/${waiting.id}/approve`, decision(waiting))
        .expect(200);
      await reaches(waiting.id, 'succeeded');
      return { stack: await view(stack.id), run: waiting };
    };
    return {
      ...started,
      alice,
      bob,
      create,
      start,
      run,
      view,
      reaches,
      planned,
      applied,
      decision,
    };
  }

  it('takes a stack from its definition to the cloud and away again', async () => {
    const { alice, bob, planned, decision, reaches, view, start } =
      await portal();
    const { stack, run } = await planned();
    expect(run).toMatchObject({
      stackName: 'web-objects',
      environment: 'staging',
      requestedBy: 'user:default/alice',
      plan: { counts: { create: 1 }, approval: 'confirm' },
      access: { approve: { offered: true }, cancel: { offered: true } },
    });
    expect(
      (await alice.get(`/runs/${run.id}/plan`)).body.resources,
    ).toHaveLength(1);
    expect((await view(stack.id)).phase).toBe('awaiting-approval');

    const approved = await bob
      .post(`/runs/${run.id}/approve`, decision(run))
      .expect(200);
    expect(approved.body.approval).toEqual({
      decision: 'approved',
      by: 'user:default/bob',
      comment: 'looks good',
    });
    await reaches(run.id, 'succeeded');
    const there = await view(stack.id);
    expect(there).toMatchObject({
      phase: 'applied',
      outputs: [
        { name: 'arn', value: 'arn:aws:s3:::web-objects' },
        { name: 'password', sensitive: true, value: null },
      ],
      resources: [{ address: 'aws_s3_bucket.main', name: 'web-objects' }],
      access: { destroy: { offered: true }, unprotect: { offered: false } },
    });
    expect((await alice.get(`/stacks/${stack.id}/outputs`)).body).toEqual(
      there.outputs,
    );

    const destroy = await start(there, { kind: 'destroy', reason: 'done' });
    const waiting = await reaches(destroy.id, 'awaiting-approval');
    expect(waiting.plan?.confirmation).toBe('web-objects');
    await bob
      .post(`/runs/${destroy.id}/approve`, decision(waiting))
      .expect(400);
    await bob
      .post(
        `/runs/${destroy.id}/approve`,
        decision(waiting, { confirmation: 'web-objects' }),
      )
      .expect(200);
    await reaches(destroy.id, 'succeeded');
    expect(await view(stack.id)).toMatchObject({
      phase: 'destroyed',
      resources: [],
      access: { destroy: { offered: false } },
    });
  });

  it('gives the executor the pinned module, typed inputs and credentials of that environment', async () => {
    const { executor, planned } = await portal();
    await planned();
    expect(executor.jobs[0]).toMatchObject({
      module: { id: 'sandbox', root: 'stacks/sandbox', origin: null },
      variables: {
        name: 'web-objects',
        deletion_protection: false,
        heal7: {
          stack: 'web-objects',
          environment: 'staging',
          owner: TEAM,
          system: 'system:default/shop',
          cost_centre: 'CC-7',
        },
      },
      secrets: { password: SECRETS.password },
      credentials: { AWS_SECRET_ACCESS_KEY: SECRETS.credential },
      state: { type: 'local', path: '/nowhere/staging/web-objects.tfstate' },
    });
  });

  it('keeps secrets out of every answer, row, log and notice', async () => {
    const all = await portal();
    const { stack, run } = await all.applied();
    const paths = [
      '/modules',
      '/executors',
      '/stacks',
      `/stacks/${stack.id}`,
      `/stacks/${stack.id}/runs`,
      `/runs/${run.id}`,
      `/runs/${run.id}/plan`,
      `/runs/${run.id}/log`,
    ];
    const said: unknown[] = [
      all.notified,
      all.published,
      all.publishEvent.mock.calls,
      all.auditor.createEvent.mock.calls.map(([event]) => event.meta),
      Object.values(all.logger).map(method =>
        (method as unknown as jest.Mock).mock?.calls.map(String),
      ),
    ];
    for (const path of paths) {
      said.push((await all.alice.get(path).expect(200)).text);
    }
    const tables = await all
      .knex('sqlite_master')
      .where({ type: 'table' })
      .pluck('name');
    for (const table of tables) {
      said.push(await all.knex(table).select());
    }
    expect(tables).toEqual(expect.arrayContaining(['stacks', 'runs']));
    const text = JSON.stringify(said);
    expect(text).toContain('web-objects');
    for (const secret of Object.values(SECRETS)) {
      expect(text).not.toContain(secret);
    }
  });

  describe('who may', () => {
    it('shows nothing to those who may not see stacks', async () => {
      const { alice } = await portal({
        policy: { [stackReadPermission.name]: DENY },
      });
      const paths = ['/modules', '/executors', '/stacks', '/stacks/x'];
      const answers = await Promise.all(paths.map(path => alice.get(path)));
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
      await alice.post('/stacks', { definition: definition() }).expect(403);
    });

    it('does not tell what one may not see from what is not there', async () => {
      const policy: NonNullable<PortalOptions['policy']> = {};
      const { alice, applied, bob } = await portal({ policy });
      const { stack, run } = await applied();
      policy[stackReadPermission.name] = createStackConditionalDecision(
        stackReadPermission,
        stackConditions.isOwner({ claims: ['group:default/other-team'] }),
      );
      const nothing = (await alice.get('/stacks/nothing').expect(404)).body;
      const hidden = (await alice.get(`/stacks/${stack.id}`).expect(404)).body;
      expect(hidden.error.message.replace(stack.id, 'nothing')).toBe(
        nothing.error.message,
      );
      for (const path of [
        `/stacks/${stack.id}/outputs`,
        `/stacks/${stack.id}/runs`,
        `/runs/${run.id}`,
        `/runs/${run.id}/plan`,
        `/runs/${run.id}/log`,
      ]) {
        await alice.get(path).expect(404);
      }
      for (const path of [
        `/stacks/${stack.id}/runs`,
        `/runs/${run.id}/approve`,
        `/runs/${run.id}/reject`,
        `/runs/${run.id}/cancel`,
      ]) {
        await bob.post(path, {}).expect(404);
      }
      expect((await alice.get('/stacks')).body).toMatchObject({
        items: [],
        total: 0,
      });
      expect((await alice.get('/stacks/summary')).body).toEqual({
        total: 0,
        phases: {},
        cost: null,
      });
    });

    it('fills pages with what conditions let through', async () => {
      const { alice, create } = await portal({
        policy: {
          [stackReadPermission.name]: createStackConditionalDecision(
            stackReadPermission,
            {
              anyOf: [
                stackConditions.hasName({ names: ['one'] }),
                {
                  allOf: [
                    stackConditions.inEnvironment({
                      environments: ['production'],
                    }),
                    { not: stackConditions.hasName({ names: ['four'] }) },
                  ],
                },
              ],
            },
          ),
        },
      });
      await create({ name: 'one' });
      await create({ name: 'two' });
      await create({ name: 'three', environment: 'production' });
      await create({ name: 'four', environment: 'production' });
      const first = (await alice.get('/stacks?limit=1').expect(200)).body;
      const second = (
        await alice.get(`/stacks?limit=1&cursor=${first.nextCursor}`)
      ).body;
      expect(
        [first, second].map(({ items, total, nextCursor }) => [
          items.map(({ name }: StackView) => name),
          total,
          nextCursor !== null,
        ]),
      ).toEqual([
        [['one'], 2, true],
        [['three'], 2, false],
      ]);
    });

    it('applies the conditions of creating to what it would be', async () => {
      const { alice, event } = await portal({
        policy: {
          [stackCreatePermission.name]: createStackConditionalDecision(
            stackCreatePermission,
            {
              allOf: [
                stackConditions.isOwner({ claims: [TEAM] }),
                stackConditions.inEnvironment({ environments: ['staging'] }),
              ],
            },
          ),
        },
      });
      for (const more of [
        { owner: 'group:default/other-team' },
        { environment: 'production' },
      ]) {
        for (const path of ['/stacks', '/stacks/review']) {
          await alice.post(path, { definition: definition(more) }).expect(403);
        }
      }
      expect(event.fail).toHaveBeenCalledTimes(2);
      expect((await alice.get('/stacks')).body.total).toBe(0);
      await alice.post('/stacks', { definition: definition() }).expect(201);
    });

    it('lets nobody take another stack over by its name', async () => {
      const { alice, bob, create, view } = await portal({
        policy: {
          [stackPlanPermission.name]: createStackConditionalDecision(
            stackPlanPermission,
            stackConditions.isOwner({ claims: ['group:default/other-team'] }),
          ),
        },
      });
      const stack = await create();
      await bob
        .post('/stacks', {
          definition: definition({ owner: 'group:default/other-team' }),
        })
        .expect(409);
      expect(await view(stack.id)).toMatchObject({
        owner: TEAM,
        version: stack.version,
      });
      await alice.get(`/stacks/${stack.id}`).expect(200);
    });

    it('gives a name to the first of two who found it free', async () => {
      const { create, knex, view } = await portal();
      const late = new KnexStackStore(knex, systemClock, () => {});
      const stack = await create();
      const taken = late.put(
        {
          ...definition({ owner: 'group:default/other-team' }),
          deletionProtection: false,
        },
        {
          definitionUrl: null,
          executor: 'scripted',
          requestedBy: 'user:default/bob',
          basis: null,
        },
      );
      await expect(taken).rejects.toThrow('at the same moment');
      expect((await view(stack.id)).owner).toBe(TEAM);
    });

    it('offers, with reasons, what it then allows', async () => {
      const { alice, create } = await portal({
        policy: {
          [stackPlanPermission.name]: DENY,
          [stackApprovePermission.name]: DENY,
        },
      });
      const stack = await create();
      expect(stack.access).toMatchObject({
        plan: {
          offered: false,
          reason: expect.stringContaining('provisioning.stack.plan'),
        },
        destroy: {
          offered: false,
          reason: expect.stringContaining('nothing of the stack'),
        },
      });
      await alice
        .post(`/stacks/${stack.id}/runs`, {
          kind: 'apply',
          reason: 'x',
          version: stack.version,
        })
        .expect(403);
      expect((await alice.get(`/stacks/${stack.id}/runs`)).body.items).toEqual(
        [],
      );
    });

    it('wants a second person where the environment does', async () => {
      const { alice, bob, planned, decision, reaches } = await portal();
      const { run } = await planned({ environment: 'production' });
      expect(run.access.approve).toEqual({
        offered: false,
        reason: expect.stringContaining('somebody else'),
      });
      await alice.post(`/runs/${run.id}/approve`, decision(run)).expect(403);
      expect((await bob.get(`/runs/${run.id}`)).body.access.approve).toEqual({
        offered: true,
      });
      await bob.post(`/runs/${run.id}/approve`, decision(run)).expect(200);
      await reaches(run.id, 'succeeded');
    });

    it('lets no service approve, and only services read for the catalog', async () => {
      const { agent, alice, planned, decision, applied } = await portal();
      const { run } = await planned({ name: 'first' });
      const service = (test: import('supertest').Test) =>
        test.set('Authorization', 'Bearer mock-service-token');
      const answer = await service(
        agent.post(`/api/provisioning/runs/${run.id}/approve`),
      )
        .send(decision(run))
        .expect(403);
      expect(answer.body.error.message).toContain('Only people');

      const { stack } = await applied();
      await alice.get('/catalog-entities').expect(403);
      const { body } = await service(
        agent.get('/api/provisioning/catalog-entities'),
      ).expect(200);
      expect(body.items).toEqual([
        expect.objectContaining({
          kind: 'Resource',
          metadata: expect.objectContaining({
            annotations: expect.objectContaining({
              [STACK_ANNOTATION]: stack.id,
              'heal7.com/terraform-address': 'aws_s3_bucket.main',
            }),
          }),
          spec: {
            type: 'object-storage',
            owner: TEAM,
            system: 'system:default/shop',
            dependencyOf: ['component:default/web'],
          },
        }),
      ]);
    });

    it('takes auto-apply for the approval that it is', async () => {
      const { alice, create } = await portal({
        policy: { [stackApprovePermission.name]: DENY },
      });
      const stack = await create({ environment: 'development' });
      const body = {
        kind: 'apply',
        reason: '',
        version: stack.version,
        autoApply: true,
      };
      const { status } = await alice.post(`/stacks/${stack.id}/runs`, body);
      expect(status).toBe(403);
    });

    it('goes on by itself where nobody has to be asked', async () => {
      const { create, start, reaches, view } = await portal();
      const stack = await create({ environment: 'development' });
      const run = await start(stack, { reason: '', autoApply: true });
      await reaches(run.id, 'succeeded');
      expect((await view(stack.id)).phase).toBe('applied');
    });

    it('has every act recorded, refusals too', async () => {
      const { alice, auditor, event, planned, decision } = await portal();
      const { run } = await planned();
      await alice
        .post(`/runs/${run.id}/reject`, decision(run, { comment: 'no' }))
        .expect(200);
      await alice.post(`/runs/${run.id}/approve`, decision(run)).expect(409);
      await alice.post(`/runs/${run.id}/cancel`, { reason: '' }).expect(200);
      expect(
        auditor.createEvent.mock.calls.map(([{ eventId, meta }]) => [
          eventId,
          (meta as Record<string, string>).actor,
        ]),
      ).toEqual(
        [
          'stack-create',
          'run-start',
          'run-reject',
          'run-approve',
          'run-cancel',
        ].map(id => [id, 'user:default/alice']),
      );
      expect(event.success).toHaveBeenCalledTimes(4);
      expect(event.fail).toHaveBeenCalledTimes(1);
    });
  });

  describe('what is asked', () => {
    it.each<[string, object, string]>([
      ['an unknown field', { colour: 'red' }, 'colour'],
      ['a bad name', { name: 'Web_Objects' }, 'definition.name'],
      ['a nobody', { owner: 'web-team' }, 'definition.owner'],
      ['a wrong kind', { owner: 'component:default/web' }, 'definition.owner'],
      ['no cost centre', { costCentre: '' }, 'definition.costCentre'],
      [
        'an unknown environment',
        { environment: 'prod' },
        'there are development, staging, production',
      ],
      [
        'an input that is unknown',
        { inputs: { name: 'abc', nam: 'abc' } },
        'inputs.nam: is not known',
      ],
      [
        'an input that does not fit',
        { inputs: { name: 'Not Valid' } },
        'inputs.name: must match pattern',
      ],
      [
        'what the portal gives itself',
        { inputs: { name: 'abc', heal7: {} } },
        'inputs.heal7: is not known',
      ],
      [
        'a secret as an input',
        { inputs: { name: 'abc', password: 'hunter2' } },
        'inputs.password: is not known',
      ],
      [
        'an owner that is not there',
        { owner: 'group:default/nobody' },
        'owner: there is no group:default/nobody that you may see',
      ],
      [
        'a component that is not there',
        { component: 'component:default/nothing' },
        'component: there is no',
      ],
    ])(
      'is refused with %s, and nothing is changed',
      async (_, more, message) => {
        const { alice, knex } = await portal();
        const body = { definition: { ...definition(), ...more } };
        for (const path of ['/stacks', '/stacks/review']) {
          const answer = await alice.post(path, body).expect(400);
          expect(answer.body.error.message).toContain(message);
        }
        expect(await knex('stacks').select()).toEqual([]);
      },
    );

    it('names the modules there are', async () => {
      const { alice } = await portal();
      const answer = await alice
        .post('/stacks', { definition: definition({ module: 'sandbocks' }) })
        .expect(404);
      expect(answer.body.error.message).toMatch(/there are .*sandbox/);
    });

    it('gives the same stack for the same definition, and takes another in', async () => {
      const { alice, create, view } = await portal();
      const stack = await create();
      const again = await alice
        .post('/stacks', { definition: definition() })
        .expect(200);
      expect(again.body).toMatchObject({
        id: stack.id,
        version: stack.version,
      });
      const changed = await alice
        .post('/stacks', {
          definition: definition({
            inputs: { name: 'web-objects', message_retention_days: 7 },
          }),
        })
        .expect(200);
      expect(changed.body.id).toBe(stack.id);
      expect(changed.body.version).toBeGreaterThan(stack.version);
      expect((await view(stack.id)).inputs).toEqual({
        name: 'web-objects',
        message_retention_days: 7,
      });
      await alice
        .post('/stacks', {
          definition: definition({
            module: 'object-storage',
            inputs: { bucket: 'abc' },
          }),
        })
        .expect(409);
    });

    it('takes the protection off only for those who may destroy', async () => {
      const { alice, create, view } = await portal({
        policy: { 'provisioning.stack.destroy': DENY },
      });
      const stack = await create({ environment: 'production' });
      expect(stack.deletionProtection).toBe(true);
      const off = { environment: 'production', deletionProtection: false };
      await alice.post('/stacks', { definition: definition(off) }).expect(403);
      await alice
        .post('/stacks', { definition: definition({ ...off, name: 'other' }) })
        .expect(403);
      expect((await view(stack.id)).deletionProtection).toBe(true);
    });

    const URL_OF_IT = 'https://github.com/heal7/web/blob/main/stack.yaml';
    const document = (spec: string) => `apiVersion: provisioning.heal7.io/v1
kind: Stack
metadata:
  name: web-objects
spec:
  module: sandbox
  environment: staging
  owner: group:default/web-team
  costCentre: CC-7
${spec}`;

    it('may be kept in git', async () => {
      const { alice } = await portal({
        documents: {
          [URL_OF_IT]: document('  inputs:\n    name: web-objects\n'),
        },
      });
      const { body } = await alice
        .post('/stacks', { definitionUrl: URL_OF_IT })
        .expect(201);
      expect(body).toMatchObject({
        name: 'web-objects',
        definitionUrl: URL_OF_IT,
        component: null,
        inputs: { name: 'web-objects' },
      });
    });

    it.each([
      ['is not there', undefined, 404, 'There is no definition'],
      ['is too large', `# ${'x'.repeat(70_000)}`, 400, 'at most 65536 bytes'],
      ['is no YAML', 'a: [s3cret', 400, 'is no YAML document'],
      ['is something else', 'password: s3cret', 400, 'apiVersion'],
      [
        'refers to itself',
        'a: &a [s3cret, *a, *a]\nb: [*a, *a, *a]\n',
        400,
        '',
      ],
      ['has more', document('  s3cret: 1\n'), 400, 'spec'],
    ])(
      'is refused when the file %s, and not quoted',
      async (_, text, status, message) => {
        const { alice } = await portal({
          documents: text === undefined ? {} : { [URL_OF_IT]: text },
        });
        const { body } = await alice
          .post('/stacks', { definitionUrl: URL_OF_IT })
          .expect(status);
        expect(body.error.message).toContain(message);
        expect(body.error.message).not.toMatch(/s3cret(?!")/);
      },
    );

    it('is not read from anywhere but the web', async () => {
      const { alice } = await portal();
      const { status } = await alice.post('/stacks', {
        definitionUrl: 'file:///etc/passwd',
      });
      expect(status).toBe(400);
    });

    it('can be reviewed: what would be written, and nothing is', async () => {
      const { alice, knex, executor } = await portal();
      const { body } = await alice
        .post('/stacks/review', { definition: definition() })
        .expect(200);
      expect(body.module).toMatchObject({
        id: 'sandbox',
        revision: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      });
      expect(
        JSON.parse(body.rendered['stacks/sandbox/terraform.tfvars.json']),
      ).toMatchObject({
        name: 'web-objects',
        deletion_protection: false,
        heal7: { owner: TEAM },
      });
      expect(body.rendered['stacks/sandbox/main.tf']).toContain(
        'module "bucket"',
      );
      expect(await knex('stacks').select()).toEqual([]);
      expect(executor.jobs).toEqual([]);
    });

    it('needs a reason where people approve', async () => {
      const { alice, create } = await portal();
      const stack = await create();
      const { body } = await alice
        .post(`/stacks/${stack.id}/runs`, {
          kind: 'apply',
          reason: ' ',
          version: stack.version,
        })
        .expect(400);
      expect(body.error.message).toContain('Say why');
    });

    it('is refused on a stale view, and with bad input, before anything runs', async () => {
      const { alice, create, executor } = await portal();
      const stack = await create();
      const good = { kind: 'apply', reason: 'x', version: stack.version };
      const path = `/stacks/${stack.id}/runs`;
      await alice
        .post(path, { ...good, version: stack.version + 1 })
        .expect(409);
      await alice.post(path, { ...good, kind: 'import' }).expect(400);
      await alice.post(path, { ...good, hcl: 'x' }).expect(400);
      await alice.post(path, { ...good, kind: 'destroy' }).expect(400);
      await alice.post(path, { ...good, kind: 'check' }).expect(400);
      expect(executor.jobs).toEqual([]);
    });

    it('decides only on the plan that was looked at', async () => {
      const { bob, planned, decision, run: look } = await portal();
      const { run } = await planned();
      await bob
        .post(`/runs/${run.id}/approve`, decision(run, { digest: 'sha256:1' }))
        .expect(409);
      expect((await look(run.id)).phase).toBe('awaiting-approval');
    });

    it('filters lists, and names what is wrong with a filter', async () => {
      const { alice, create } = await portal({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Resource',
            metadata: {
              name: 'forged',
              annotations: { [STACK_ANNOTATION]: 'nothing' },
            },
          },
        ],
      });
      await create({ name: 'one' });
      await create({
        name: 'two',
        owner: 'group:default/other-team',
        component: null,
      });
      const names = async (query: string) =>
        (await alice.get(`/stacks?${query}`).expect(200)).body.items.map(
          ({ name }: StackView) => name,
        );
      expect(await names('entity=component:default/web')).toEqual(['one']);
      expect(await names('entity=system:default/shop')).toEqual(['one', 'two']);
      expect(await names('entity=resource:default/forged')).toEqual([]);
      expect(await names(`owner=${TEAM}`)).toEqual(['one']);
      expect(await names('text=TW')).toEqual(['two']);
      expect(await names('phase=applied')).toEqual([]);
      expect(await names('mine=true')).toEqual([]);
      for (const query of ['limit=0', 'phase=gone', 'colour=red', 'owner=x']) {
        await alice.get(`/stacks?${query}`).expect(400);
      }
      expect((await alice.get('/stacks/summary')).body).toEqual({
        total: 2,
        phases: { requested: 2 },
        cost: null,
      });
    });
  });

  it('answers 304 while nothing has changed', async () => {
    const { alice, create, start, reaches } = await portal();
    const stack = await create();
    const path = `/stacks/${stack.id}`;
    const { etag } = (await alice.get(path)).headers;
    const again = async () =>
      (
        await alice
          .get(path)
          .set('If-None-Match', etag)
          .set('Cache-Control', 'no-cache')
      ).status;
    expect(await again()).toBe(304);
    const run = await start(stack);
    await reaches(run.id, 'awaiting-approval');
    expect(await again()).toBe(200);
  });

  it('gives logs by position, and whole as a text that no terminal obeys', async () => {
    const { alice, planned } = await portal();
    const { run } = await planned();
    expect(run.logEnd).toBe(1);
    const path = `/runs/${run.id}/log`;
    expect((await alice.get(path)).body).toMatchObject({
      lines: [{ position: 1, step: 'plan' }],
      next: 1,
    });
    expect((await alice.get(`${path}?after=1`)).body.lines).toEqual([]);
    await alice.get(`${path}?after=-1`).expect(400);
    const text = await alice.get(path).set('Accept', 'text/plain').expect(200);
    expect(text.text).toBe(
      '2026-11-24T00:00:00.000Z Refreshing <b>state</b>[31m\n',
    );
    expect(text.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="web-objects-1.log"',
      'x-content-type-options': 'nosniff',
    });
  });

  it('tells browsers that something changed, and nothing else', async () => {
    const { planned, published, view, alice } = await portal();
    const { stack, run } = await planned();
    const channels = [
      (await view(stack.id)).channel,
      run.channel,
      (await alice.get('/stacks')).body.channel,
    ];
    expect(new Set(channels).size).toBe(3);
    expect(
      [...new Set(published.map(({ channel }) => channel))].sort(),
    ).toEqual(channels.sort());
    expect(
      published.every(
        ({ message }) => JSON.stringify(message) === '{"changed":true}',
      ),
    ).toBe(true);
    expect(channels.join()).not.toContain(stack.id);
  });

  it('tells the owners once that a plan waits, but not who asked for it', async () => {
    const { planned, notified, run: look } = await portal();
    const { run } = await planned({ environment: 'production' });
    await look(run.id);
    expect(notified).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: TEAM,
          excludeEntityRef: 'user:default/alice',
        },
        payload: expect.objectContaining({
          title: 'A plan of web-objects waits for approval',
          link: `/infrastructure/runs/${run.id}`,
          topic: 'stack-waiting',
        }),
      },
    ]);
  });

  describe('a continuation', () => {
    const continuation = {
      templateRef: 'template:default/after',
      values: { name: 'web' },
    };

    it('is started once, when the run has succeeded', async () => {
      const { bob, create, start, reaches, decision, scaffold, knex } =
        await portal();
      const run = await start(await create(), { continuation });
      const waiting = await reaches(run.id, 'awaiting-approval');
      expect(scaffold).not.toHaveBeenCalled();
      await bob.post(`/runs/${run.id}/approve`, decision(waiting)).expect(200);
      await eventually(async () =>
        expect(await knex('continuations').select('run_id', 'task_id')).toEqual(
          [{ run_id: run.id, task_id: 'task-1' }],
        ),
      );
      expect(scaffold.mock.calls).toEqual([
        [
          continuation,
          {
            credentials: expect.objectContaining({
              principal: { type: 'service', subject: 'plugin:provisioning' },
            }),
          },
        ],
      ]);
    });

    it.each([
      ['is none that may follow', 'template:default/other', {}, 400],
      ['is no reference', 'nonsense:::', {}, 400],
      [
        'the caller may start no tasks',
        'template:default/after',
        { 'scaffolder.task.create': DENY },
        403,
      ],
    ])('is refused when it %s', async (_, templateRef, policy, status) => {
      const { alice, create, executor } = await portal({ policy });
      const stack = await create();
      const answer = await alice.post(`/stacks/${stack.id}/runs`, {
        kind: 'apply',
        reason: 'x',
        version: stack.version,
        continuation: { ...continuation, templateRef },
      });
      expect(answer.status).toBe(status);
      expect(executor.jobs).toEqual([]);
    });
  });
});
