import type { JsonObject } from '@backstage/types';
import { readPlan } from '@heal7/backstage-plugin-provisioning-node';
import { planResources } from '../cost/planResources';
import { ruleInput } from './__testUtils__/planDocument';
import type { Given } from './__testUtils__/planDocument';
import { recordedPlan } from './__testUtils__/recordedPlan';
import { evaluateRules } from './evaluateRules';
import { RULES } from './rules/all';
import { EKS, POSTGRESQL } from './rules/endOfSupport';
import type { RuleInput } from './Rule';

const changed = recordedPlan('change');
const created = recordedPlan('create');

const find = (
  rule: string,
  given: Given[],
  more: Partial<RuleInput> = {},
  guarded = true,
) =>
  evaluateRules(RULES, ruleInput(given, more), guarded).filter(
    finding => finding.rule === rule,
  );
const one = (rule: string, address: string, after: JsonObject) =>
  find(rule, [{ address, after }]);

describe('no-public-access', () => {
  it.each<[string, JsonObject, string]>([
    ['aws_db_instance.a', { publicly_accessible: true }, 'publicly_accessible'],
    [
      'aws_s3_bucket_public_access_block.a',
      {
        block_public_acls: true,
        block_public_policy: false,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
      'block_public_policy',
    ],
    ['aws_s3_bucket_acl.a', { acl: 'public-read' }, 'acl'],
    [
      'aws_s3_bucket_policy.a',
      { policy: '{"Statement":[{"Effect":"Allow","Principal":"*"}]}' },
      'policy',
    ],
    ['aws_s3_bucket_policy.a', { policy: 'not JSON' }, 'policy'],
    [
      'aws_vpc_security_group_ingress_rule.a',
      { cidr_ipv4: '0.0.0.0/0', from_port: 22, to_port: 22 },
      'cidr_ipv4',
    ],
    [
      'aws_vpc_security_group_ingress_rule.a',
      { cidr_ipv6: '::/0', from_port: 80, to_port: 443 },
      'cidr_ipv6',
    ],
    [
      'aws_security_group.a',
      { ingress: [{ cidr_blocks: ['0.0.0.0/0'], from_port: 0, to_port: 0 }] },
      'ingress[0].cidr_blocks',
    ],
    [
      'aws_eks_cluster.a',
      { vpc_config: [{}] },
      'vpc_config[0].public_access_cidrs',
    ],
    [
      'google_sql_database_instance.a',
      { settings: [{ ip_configuration: [{ ipv4_enabled: true }] }] },
      'settings[0].ip_configuration[0].ipv4_enabled',
    ],
    [
      'google_container_cluster.a',
      { private_cluster_config: [] },
      'private_cluster_config[0].enable_private_nodes',
    ],
  ])('blocks %s with %j', (address, after, attribute) => {
    expect(one('no-public-access', address, after)).toEqual([
      expect.objectContaining({ severity: 'block', address, attribute }),
    ]);
  });

  it.each<[string, JsonObject]>([
    ['aws_db_instance.a', { publicly_accessible: false }],
    [
      'aws_vpc_security_group_ingress_rule.a',
      { cidr_ipv4: '0.0.0.0/0', from_port: 443, to_port: 443 },
    ],
    [
      'aws_vpc_security_group_ingress_rule.a',
      { cidr_ipv4: '10.0.0.0/8', from_port: 22, to_port: 22 },
    ],
    ['aws_eks_cluster.a', { vpc_config: [{ endpoint_public_access: false }] }],
    [
      'aws_s3_bucket_policy.a',
      {
        policy:
          '{"Statement":[{"Effect":"Deny","Principal":"*"},{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1:root"}}]}',
      },
    ],
  ])('lets %s with %j pass', (address, after) => {
    expect(one('no-public-access', address, after)).toEqual([]);
  });
});

describe('encrypted', () => {
  it.each<[string, JsonObject, string[]]>([
    ['aws_db_instance.a', { storage_encrypted: false }, ['block']],
    ['aws_db_instance.a', { storage_encrypted: true }, []],
    ['aws_db_instance.a', { replicate_source_db: 'primary' }, []],
    ['aws_ebs_volume.a', {}, ['block']],
    [
      'aws_elasticache_replication_group.a',
      { at_rest_encryption_enabled: 'true', transit_encryption_enabled: false },
      ['block'],
    ],
    ['aws_sqs_queue.a', {}, ['warn']],
    ['aws_sqs_queue.a', { sqs_managed_sse_enabled: true }, []],
    ['aws_dynamodb_table.a', {}, ['warn']],
  ])('finds of %s with %j: %j', (address, after, severities) => {
    expect(
      one('encrypted', address, after).map(({ severity }) => severity),
    ).toEqual(severities);
  });

  it('only warns in environments that are not guarded', () => {
    const volume = [{ address: 'aws_ebs_volume.a', after: {} }];
    expect(find('encrypted', volume, {}, false)).toMatchObject([
      { severity: 'warn' },
    ]);
  });
});

describe('backed-up', () => {
  it.each<[string, JsonObject, number]>([
    ['aws_db_instance.a', { backup_retention_period: 0 }, 1],
    ['aws_db_instance.a', { backup_retention_period: 7 }, 0],
    ['aws_db_instance.a', { replicate_source_db: 'primary' }, 0],
    ['aws_dynamodb_table.a', {}, 1],
    ['aws_s3_bucket.a', { bucket: 'x' }, 1],
    ['google_sql_database_instance.a', { settings: [{}] }, 1],
    ['google_sql_database_instance.a', { master_instance_name: 'p' }, 0],
  ])('finds of %s with %j: %d', (address, after, count) => {
    expect(one('backed-up', address, after)).toHaveLength(count);
  });

  it('knows the versioning of a bucket whose name is not known yet', () => {
    const versioning = (status: string): Given[] => [
      { address: 'aws_s3_bucket.a', after: { bucket: 'x' } },
      {
        address: 'aws_s3_bucket_versioning.a',
        after: { versioning_configuration: [{ status }] },
        unknown: { bucket: true },
      },
    ];
    expect(find('backed-up', versioning('Enabled'))).toEqual([]);
    expect(find('backed-up', versioning('Suspended'))).toMatchObject([
      { address: 'aws_s3_bucket_versioning.a', severity: 'block' },
    ]);
  });
});

describe('what is known only after it is applied', () => {
  it.each<[string, string, Given]>([
    [
      'no-public-access',
      'publicly_accessible',
      {
        address: 'aws_db_instance.a',
        after: {},
        unknown: { publicly_accessible: true },
      },
    ],
    [
      'no-public-access',
      'ingress',
      {
        address: 'aws_security_group.a',
        after: {},
        unknown: { ingress: true },
      },
    ],
    [
      'encrypted',
      'encrypted',
      { address: 'aws_ebs_volume.a', after: {}, unknown: { encrypted: true } },
    ],
    [
      'backed-up',
      'backup_retention_period',
      {
        address: 'aws_db_instance.a',
        after: {},
        unknown: { backup_retention_period: true },
      },
    ],
    [
      'tagged',
      'tags_all',
      { address: 'aws_vpc.a', after: {}, unknown: { tags_all: true } },
    ],
    [
      'supported-versions',
      'version',
      { address: 'aws_eks_cluster.a', after: {}, unknown: { version: true } },
    ],
  ])('is a warning of %s about %s, and no pass', (rule, attribute, given) => {
    expect(find(rule, [given])).toContainEqual(
      expect.objectContaining({
        severity: 'warn',
        attribute,
        message: expect.stringContaining('cannot be judged'),
      }),
    );
  });
});

describe('tagged', () => {
  const all = {
    owner: 'web',
    system: 'heal7',
    environment: 'staging',
    'cost-centre': 'c1',
  };
  it('names the tags that are missing', () => {
    const { owner: _, ...rest } = all;
    expect(one('tagged', 'aws_vpc.a', { tags_all: rest })).toMatchObject([
      { severity: 'warn', message: expect.stringContaining('no owner') },
    ]);
    expect(one('tagged', 'aws_vpc.a', { tags_all: all })).toEqual([]);
  });

  it('takes underscores for dashes, and unknown values for tags', () => {
    const { 'cost-centre': _, owner: __, ...rest } = all;
    expect(
      find('tagged', [
        {
          address: 'google_sql_database_instance.a',
          after: { effective_labels: { ...rest, cost_centre: 'c1' } },
          unknown: { effective_labels: { owner: true } },
        },
      ]),
    ).toEqual([]);
  });

  it('asks for no system where there is none', () => {
    const { system: _, ...rest } = all;
    const given = [{ address: 'aws_vpc.a', after: { tags_all: rest } }];
    expect(find('tagged', given)).toHaveLength(1);
    expect(find('tagged', given, { hasSystem: false })).toEqual([]);
  });
});

describe('within-budget', () => {
  const estimate = (monthly: number, unpriced: string[] = []) => ({
    currency: 'USD' as const,
    monthly,
    items: [],
    unpriced: unpriced.map(address => ({ address, type: '', reason: '' })),
    pricesAsOf: '2026-11-24',
    outdated: false,
  });
  const ask = (before: number, after: number, unpriced: string[] = []) =>
    find('within-budget', [], {
      cost: { before: estimate(before), after: estimate(after, unpriced) },
      budget: { limit: 500, others: 300 },
    });

  it('blocks what costs more than there is, and says the figures', () => {
    expect(ask(0, 200)).toEqual([]);
    expect(ask(0, 200.01, ['aws_nat_gateway.a'])).toMatchObject([
      {
        severity: 'block',
        address: null,
        message:
          'This stack would cost $200.01 a month and the others of the environment $300.00: $500.01 of $500.00; not in it: aws_nat_gateway.a',
      },
    ]);
  });

  it('does not hold back what makes it cheaper', () => {
    expect(ask(400, 300)).toMatchObject([{ severity: 'warn' }]);
  });

  it('names what is not priced, since the budget may be over all the same', () => {
    expect(ask(0, 1, ['aws_s3_bucket.a'])).toMatchObject([
      {
        severity: 'warn',
        message: expect.stringContaining('aws_s3_bucket.a'),
      },
    ]);
  });
});

describe('supported-versions', () => {
  it.each<[string, JsonObject, string[]]>([
    ['aws_eks_cluster.a', { version: '1.28' }, ['block']],
    ['aws_eks_cluster.a', { version: '1.9' }, ['block']],
    ['aws_eks_cluster.a', { version: '1.34' }, []],
    ['aws_eks_cluster.a', { version: '1.99' }, ['warn']],
    [
      'aws_db_instance.a',
      { engine: 'postgres', engine_version: '13.4' },
      ['block'],
    ],
    ['aws_db_instance.a', { engine: 'postgres', engine_version: '17' }, []],
    [
      'aws_db_instance.a',
      { engine: 'postgres', engine_version: '8.4' },
      ['block'],
    ],
  ])('finds of %s with %j: %j', (address, after, severities) => {
    expect(
      one('supported-versions', address, after).map(({ severity }) => severity),
    ).toEqual(severities);
  });

  it('says where and when the dates were read', () => {
    for (const { until, source, date } of [EKS, POSTGRESQL]) {
      expect(source).toMatch(/^https:\/\/\S+\/[0-9a-f]{40}\/\S+$/);
      for (const day of [date, ...Object.values(until)]) {
        expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }
    }
  });
});

it('wants protection in the cloud of what is protected here', () => {
  const given = [
    { address: 'aws_db_instance.a', after: { deletion_protection: false } },
  ];
  const rule = 'protected-from-deletion';
  expect(find(rule, given)).toEqual([]);
  expect(find(rule, given, { deletionProtection: true })).toMatchObject([
    { attribute: 'deletion_protection' },
  ]);
});

it('says of what is deleted that its data is lost, where it holds some', () => {
  const given = [
    { address: 'aws_db_instance.a', before: {}, after: null },
    { address: 'aws_eip.a', before: {}, after: null },
  ];
  expect(
    find('loses-state', given, { stateful: ['aws_db_instance'] }),
  ).toMatchObject([{ address: 'aws_db_instance.a', severity: 'warn' }]);
});

describe('recorded plans', () => {
  const recorded = (document: JsonObject, stateful: string[]) =>
    evaluateRules(
      RULES,
      {
        ...ruleInput([], { stateful }),
        resources: planResources(document).after,
        summary: readPlan(document),
      },
      true,
    );

  it('of a bucket with all guards has nothing that blocks', () => {
    const found = recorded(created, ['aws_s3_bucket']);
    expect(found.filter(({ severity }) => severity === 'block')).toEqual([]);
    expect(new Set(found.map(({ rule }) => rule))).toEqual(
      new Set(['encrypted', 'tagged']),
    );
  });

  it('of replacements names what is lost, and why', () => {
    const { summary } = { summary: readPlan(changed) };
    const replaced = summary.resources.filter(
      ({ action }) => action === 'replace',
    );
    const found = recorded(
      changed,
      replaced.map(({ type }) => type),
    ).filter(({ rule }) => rule === 'loses-state');
    expect(found.map(({ address }) => address)).toEqual(
      replaced.map(({ address }) => address),
    );
    expect(found.every(({ attribute }) => attribute !== null)).toBe(true);
  });
});
