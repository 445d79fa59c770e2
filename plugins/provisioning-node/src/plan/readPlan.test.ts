import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceChange } from '@heal7/backstage-plugin-provisioning-common';
import { readPlan } from './readPlan';

/** Plans of Terraform 1.11.4 with the AWS provider 5.100.0, as it prints them. */
const recorded = (name: string) =>
  JSON.parse(
    readFileSync(join(__dirname, '__fixtures__', `${name}.json`), 'utf8'),
  );

const byAddress = (changes: ResourceChange[]) =>
  Object.fromEntries(changes.map(change => [change.address, change]));

const pathsOf = ({ attributes }: ResourceChange) =>
  attributes.map(({ path }) => path);

const planOf = (...resourceChanges: object[]) => ({
  format_version: '1.2',
  terraform_version: '1.11.4',
  timestamp: '2026-11-23T22:39:00Z',
  resource_changes: resourceChanges,
});

const changing = (change: object, rest: object = {}) =>
  planOf({
    address: 'aws_thing.one',
    mode: 'managed',
    type: 'aws_thing',
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { before: null, after: null, ...change },
    ...rest,
  });

describe('readPlan, of what Terraform has printed', () => {
  it('tells what a first apply makes', () => {
    const plan = readPlan(recorded('create'));
    expect(plan).toMatchObject({
      engineVersion: '1.11.4',
      complete: true,
      empty: false,
      counts: { create: 7, update: 0, replace: 0, delete: 0, forget: 0 },
      drift: [],
    });
    const queue = byAddress(plan.resources)['aws_sqs_queue.jobs'];
    expect(queue).toMatchObject({
      type: 'aws_sqs_queue',
      provider: 'registry.terraform.io/hashicorp/aws',
      action: 'create',
    });
    expect(queue.attributes).toContainEqual({
      path: 'name',
      before: { kind: 'absent' },
      after: { kind: 'known', value: 'heal7-x-jobs' },
      forcesReplacement: false,
    });
    expect(queue.attributes).toContainEqual({
      path: 'arn',
      before: { kind: 'absent' },
      after: { kind: 'unknown' },
      forcesReplacement: false,
    });
  });

  it('tells replacements, and for which attribute', () => {
    const { resources, counts } = readPlan(recorded('change'));
    expect(counts).toMatchObject({ create: 1, replace: 2, delete: 0 });
    const table = byAddress(resources)['aws_dynamodb_table.sessions'];
    expect(table).toMatchObject({
      action: 'replace',
      createFirst: false,
      reason: 'replace_because_cannot_update',
    });
    expect(
      table.attributes.filter(({ forcesReplacement }) => forcesReplacement),
    ).toEqual([
      {
        path: 'hash_key',
        before: { kind: 'known', value: 'id' },
        after: { kind: 'known', value: 'key' },
        forcesReplacement: true,
      },
    ]);
    expect(pathsOf(table)).toContain('attribute[0].name');
    expect(pathsOf(table)).not.toContain('billing_mode');
  });

  it('tells what a destroy takes away', () => {
    const plan = readPlan(recorded('destroy'));
    expect(plan.counts).toMatchObject({ create: 0, delete: 6 });
    expect(plan.outputs.map(({ name, action }) => [name, action])).toEqual([
      ['bucket', 'delete'],
      ['password', 'delete'],
    ]);
  });

  it('tells what differs in reality', () => {
    const drift = byAddress(readPlan(recorded('drift')).drift);
    expect(drift['aws_ssm_parameter.password'].action).toBe('delete');
    expect(drift['aws_sqs_queue.jobs'].attributes).toContainEqual({
      path: 'visibility_timeout_seconds',
      before: { kind: 'known', value: 30 },
      after: { kind: 'known', value: 99 },
      forcesReplacement: false,
    });
  });

  it.each(['create', 'change', 'destroy', 'drift'])(
    'leaves the secrets of %s behind, which the plan itself has',
    name => {
      const plan = recorded(name);
      const secrets = /hunter2-secret|other-secret/;
      expect(JSON.stringify(plan)).toMatch(secrets);
      expect(JSON.stringify(readPlan(plan))).not.toMatch(secrets);
    },
  );
});

describe('readPlan', () => {
  it.each([
    ['no plan', {}],
    ['null', null],
    ['another version', { format_version: '2.0' }],
    ['a failed plan', { format_version: '1.2', errored: true }],
  ])('refuses %s', (_, plan) => {
    expect(() => readPlan(plan)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('refuses an action that it does not know, which might destroy', () => {
    expect(() => readPlan(changing({ actions: ['explode'] }))).toThrow(
      /does \["explode"\] to 'aws_thing.one'/,
    );
  });

  it('leaves out what stays, and what is only read', () => {
    expect(readPlan(changing({ actions: ['no-op'] })).empty).toBe(true);
    expect(
      readPlan(changing({ actions: ['read'] }, { mode: 'data' })).empty,
    ).toBe(true);
  });

  it('tells of a move and of an import, though nothing else changes', () => {
    const moved = readPlan(
      changing({ actions: ['no-op'] }, { previous_address: 'aws_thing.old' }),
    );
    expect(moved.counts.move).toBe(1);
    expect(moved.resources[0].previousAddress).toBe('aws_thing.old');
    const imported = readPlan(
      changing({ actions: ['no-op'], importing: { id: 'i-1' } }),
    );
    expect(imported.counts).toMatchObject({ import: 1, update: 0 });
    expect(imported.empty).toBe(false);
  });

  it('tells which of two comes first in a replacement', () => {
    const plan = changing({ actions: ['create', 'delete'] });
    expect(readPlan(plan).resources[0]).toMatchObject({
      action: 'replace',
      createFirst: true,
    });
  });

  it('takes a plan that leaves something for later for incomplete', () => {
    expect(readPlan({ ...planOf(), complete: false }).complete).toBe(false);
    expect(readPlan(planOf()).complete).toBe(true);
  });
});
