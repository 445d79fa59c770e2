-- On RDS, for a table or partition that is new: :table, as schema.name. It has to
-- be there on the subscriber before.
SELECT pglogical.replication_set_add_table(
  set_name := 'default',
  relation := :'table',
  synchronize_data := true
);
