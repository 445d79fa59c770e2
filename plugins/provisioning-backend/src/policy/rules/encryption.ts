import type { JsonValue } from '@backstage/types';
import type { PlanResource } from '../../cost/planResources';
import { belonging, judge } from '../judge';
import type { Found, Rule } from '../Rule';

const isOn = (value: JsonValue | undefined) =>
  value === true || value === 'true';
const isNamed = (value: JsonValue | undefined) =>
  typeof value === 'string' && value !== '';

const must =
  (path: Array<string | number>, what: string, fix: string) =>
  (resource: PlanResource): Found[] =>
    judge(resource, path, isOn, { message: what, fix });

function bucket(resource: PlanResource, all: PlanResource[]): Found[] {
  const type = 'aws_s3_bucket_server_side_encryption_configuration';
  return belonging(all, type, resource, 'bucket').length > 0
    ? []
    : [
        {
          address: resource.address,
          attribute: null,
          message: 'How this bucket is encrypted is left to the default',
          fix: `Add an ${type}`,
          severity: 'warn',
        },
      ];
}

function queue(resource: PlanResource): Found[] {
  return resource.values.sqs_managed_sse_enabled === true
    ? []
    : judge(resource, ['kms_master_key_id'], isNamed, {
        message: 'The messages are not said to be encrypted',
        fix: 'Set kms_master_key_id, or sqs_managed_sse_enabled to true',
      }).map(found => ({ ...found, severity: 'warn' as const }));
}

/** DynamoDB encrypts always; the question is whose key. */
const table = (resource: PlanResource): Found[] =>
  judge(resource, ['server_side_encryption', 0, 'enabled'], isOn, {
    message: 'The table is encrypted with a key that belongs to AWS',
    fix: 'Set server_side_encryption with a kms_key_arn of your own',
  }).map(found => ({ ...found, severity: 'warn' as const }));

const LOOKS: Record<
  string,
  (resource: PlanResource, all: PlanResource[]) => Found[]
> = {
  aws_db_instance: resource =>
    // A replica is encrypted as its primary is.
    isNamed(resource.values.replicate_source_db)
      ? []
      : must(
          ['storage_encrypted'],
          'The storage of the database is not encrypted',
          'Set storage_encrypted to true',
        )(resource),
  aws_dynamodb_table: table,
  aws_ebs_volume: must(
    ['encrypted'],
    'The volume is not encrypted',
    'Set encrypted to true',
  ),
  aws_elasticache_replication_group: resource => [
    ...must(
      ['at_rest_encryption_enabled'],
      'The cache is not encrypted at rest',
      'Set at_rest_encryption_enabled to true',
    )(resource),
    ...must(
      ['transit_encryption_enabled'],
      'Connections to the cache are not encrypted',
      'Set transit_encryption_enabled to true',
    )(resource),
  ],
  aws_s3_bucket: bucket,
  aws_sqs_queue: queue,
  google_sql_database_instance: resource =>
    judge(
      resource,
      ['settings', 0, 'ip_configuration', 0, 'ssl_mode'],
      value =>
        value === 'ENCRYPTED_ONLY' ||
        value === 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED',
      {
        message: 'The database accepts connections that are not encrypted',
        fix: 'Set ip_configuration.ssl_mode to ENCRYPTED_ONLY',
      },
    ),
};

/** What is stored and what is sent is encrypted. */
export const encryption: Rule = {
  id: 'encrypted',
  severity: { guarded: 'block', other: 'warn' },
  find: ({ resources }) =>
    resources.flatMap(resource =>
      Object.hasOwn(LOOKS, resource.type)
        ? LOOKS[resource.type](resource, resources)
        : [],
    ),
};
