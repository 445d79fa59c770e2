import type { JsonValue } from '@backstage/types';
import type { PlanResource } from '../../cost/planResources';
import { belonging, judge, undecidedIfUnknown } from '../judge';
import type { Found, Rule } from '../Rule';

const EVERYWHERE = new Set(['0.0.0.0/0', '::/0']);
const WEB = new Set([80, 443]);

const open = (value: JsonValue | undefined): boolean =>
  Array.isArray(value)
    ? value.some(open)
    : typeof value === 'string' && EVERYWHERE.has(value);
const isWeb = (from: unknown, to: unknown): boolean =>
  from === to && WEB.has(Number(from));

const BLOCKS = [
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
];

function bucket(resource: PlanResource, all: PlanResource[]): Found[] {
  const guards = belonging(
    all,
    'aws_s3_bucket_public_access_block',
    resource,
    'bucket',
  );
  return guards.length > 0
    ? []
    : [
        {
          address: resource.address,
          attribute: null,
          message: 'Nothing keeps this bucket from being made public',
          fix: 'Add an aws_s3_bucket_public_access_block with all four settings true',
        },
      ];
}

/** A rule of its own, or one of those inside a security group. */
function ingress(
  resource: PlanResource,
  path: Array<string | number>,
  rule: Record<string, JsonValue | undefined>,
  addresses: string[],
): Found[] {
  if (isWeb(rule.from_port, rule.to_port)) {
    return [];
  }
  return addresses.flatMap(name =>
    judge(resource, [...path, name], value => !open(value), {
      message: 'The whole internet may connect to ports other than 80 and 443',
      fix: 'Name the addresses or the security group that may connect',
    }),
  );
}

const LOOKS: Record<
  string,
  (resource: PlanResource, all: PlanResource[]) => Found[]
> = {
  aws_s3_bucket: bucket,
  aws_s3_bucket_public_access_block: resource =>
    BLOCKS.flatMap(name =>
      judge(resource, [name], value => value === true, {
        message: `The bucket can be made public, since ${name} is not on`,
        fix: `Set ${name} to true`,
      }),
    ),
  aws_s3_bucket_acl: resource =>
    judge(
      resource,
      ['acl'],
      value => typeof value !== 'string' || !value.startsWith('public'),
      {
        message: 'The access control list makes the bucket public',
        fix: 'Set acl to private',
      },
    ),
  aws_s3_bucket_policy: resource =>
    judge(
      resource,
      ['policy'],
      value => typeof value !== 'string' || !allowsEverybody(value),
      {
        message: 'The policy allows everybody without a condition',
        fix: 'Name the principals that may use the bucket, or a condition',
      },
    ),
  aws_db_instance: resource =>
    judge(resource, ['publicly_accessible'], value => value !== true, {
      message: 'The database can be reached from the internet',
      fix: 'Set publicly_accessible to false',
    }),
  aws_security_group: resource => {
    const rules = resource.values.ingress;
    return Array.isArray(rules)
      ? rules.flatMap((rule, index) =>
          ingress(
            resource,
            ['ingress', index],
            (rule ?? {}) as Record<string, JsonValue>,
            ['cidr_blocks', 'ipv6_cidr_blocks'],
          ),
        )
      : undecidedIfUnknown(resource, ['ingress']);
  },
  aws_security_group_rule: resource =>
    resource.values.type === 'ingress'
      ? ingress(resource, [], resource.values, [
          'cidr_blocks',
          'ipv6_cidr_blocks',
        ])
      : [],
  aws_vpc_security_group_ingress_rule: resource =>
    ingress(resource, [], resource.values, ['cidr_ipv4', 'cidr_ipv6']),
  aws_eks_cluster: publicEndpoint,
  google_container_cluster: resource =>
    judge(
      resource,
      ['private_cluster_config', 0, 'enable_private_nodes'],
      value => value === true,
      {
        message: 'The nodes have public addresses',
        fix: 'Set private_cluster_config.enable_private_nodes to true',
      },
    ),
  google_sql_database_instance: resource =>
    judge(
      resource,
      ['settings', 0, 'ip_configuration', 0, 'ipv4_enabled'],
      value => value === false,
      {
        message: 'The database has a public address',
        fix: 'Set ip_configuration.ipv4_enabled to false, and use a private network',
      },
    ),
};

function publicEndpoint(resource: PlanResource): Found[] {
  const [config] = Array.isArray(resource.values.vpc_config)
    ? resource.values.vpc_config
    : [];
  const { endpoint_public_access: isPublic } = (config ?? {}) as Record<
    string,
    JsonValue
  >;
  // Unless it is said to be off, AWS opens it to everybody.
  return isPublic === false
    ? []
    : judge(
        resource,
        ['vpc_config', 0, 'public_access_cidrs'],
        value => Array.isArray(value) && value.length > 0 && !open(value),
        {
          message: 'The API server can be reached from the whole internet',
          fix: 'Set endpoint_public_access to false, or name public_access_cidrs',
        },
      );
}

function allowsEverybody(policy: string): boolean {
  try {
    const { Statement = [] } = JSON.parse(policy);
    return [Statement].flat().some(statement => {
      const { Effect, Principal, Condition } = statement ?? {};
      const everybody =
        Principal === '*' || [Principal?.AWS].flat().includes('*');
      return Effect === 'Allow' && everybody && !Condition;
    });
  } catch {
    // No policy that could be read is no policy that could be cleared.
    return true;
  }
}

/** Nothing is open to the whole internet but web servers. */
export const publicAccess: Rule = {
  id: 'no-public-access',
  severity: { guarded: 'block', other: 'block' },
  find: ({ resources }) =>
    resources.flatMap(resource =>
      Object.hasOwn(LOOKS, resource.type)
        ? LOOKS[resource.type](resource, resources)
        : [],
    ),
};
