import { judge } from '../judge';
import type { Rule } from '../Rule';

const ATTRIBUTE: Record<string, string> = {
  aws_db_instance: 'deletion_protection',
  aws_dynamodb_table: 'deletion_protection_enabled',
  aws_lb: 'enable_deletion_protection',
  google_container_cluster: 'deletion_protection',
  google_sql_database_instance: 'deletion_protection',
};

/** What is to be protected from deletion is so in the cloud as well. */
export const deletionProtection: Rule = {
  id: 'protected-from-deletion',
  severity: { guarded: 'warn', other: 'warn' },
  find: ({ resources, deletionProtection: wanted }) =>
    wanted
      ? resources
          .filter(({ type }) => Object.hasOwn(ATTRIBUTE, type))
          // A replica that is lost is made again.
          .filter(({ values }) => !values.replicate_source_db)
          .flatMap(resource =>
            judge(
              resource,
              [ATTRIBUTE[resource.type]],
              value => value === true,
              {
                message:
                  'The stack is protected from deletion, and this resource is not',
                fix: `Set ${ATTRIBUTE[resource.type]} to true`,
              },
            ),
          )
      : [],
};
