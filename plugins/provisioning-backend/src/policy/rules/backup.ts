import type { PlanResource } from '../../cost/planResources';
import { belonging, judge } from '../judge';
import type { Found, Rule } from '../Rule';

function bucket(resource: PlanResource, all: PlanResource[]): Found[] {
  const [versioning] = belonging(
    all,
    'aws_s3_bucket_versioning',
    resource,
    'bucket',
  );
  const words = {
    message: 'What is overwritten or deleted in this bucket is lost',
    fix: 'Add an aws_s3_bucket_versioning with the status Enabled',
  };
  return versioning
    ? judge(
        versioning,
        ['versioning_configuration', 0, 'status'],
        value => value === 'Enabled',
        words,
      )
    : [{ address: resource.address, attribute: null, ...words }];
}

const isReplica = ({ values }: PlanResource): boolean =>
  [values.replicate_source_db, values.master_instance_name].some(
    value => typeof value === 'string' && value !== '',
  );

const LOOKS: Record<
  string,
  (resource: PlanResource, all: PlanResource[]) => Found[]
> = {
  aws_s3_bucket: bucket,
  aws_db_instance: resource =>
    isReplica(resource)
      ? []
      : judge(
          resource,
          ['backup_retention_period'],
          value => typeof value === 'number' && value > 0,
          {
            message: 'No backups are made of the database',
            fix: 'Set backup_retention_period to the days that backups are kept',
          },
        ),
  aws_dynamodb_table: resource =>
    judge(
      resource,
      ['point_in_time_recovery', 0, 'enabled'],
      value => value === true,
      {
        message: 'The table cannot be brought back to an earlier time',
        fix: 'Set point_in_time_recovery.enabled to true',
      },
    ),
  google_sql_database_instance: resource =>
    isReplica(resource)
      ? []
      : judge(
          resource,
          ['settings', 0, 'backup_configuration', 0, 'enabled'],
          value => value === true,
          {
            message: 'No backups are made of the database',
            fix: 'Set backup_configuration.enabled to true',
          },
        ),
};

/** What people store can be had back. */
export const backup: Rule = {
  id: 'backed-up',
  severity: { guarded: 'block', other: 'warn' },
  find: ({ resources }) =>
    resources.flatMap(resource =>
      Object.hasOwn(LOOKS, resource.type)
        ? LOOKS[resource.type](resource, resources)
        : [],
    ),
};
