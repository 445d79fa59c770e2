-- On RDS, once. :own is how the subscriber connects to this database.
CREATE EXTENSION IF NOT EXISTS pglogical;
SELECT pglogical.create_node(node_name := 'rds', dsn := :'own');
SELECT pglogical.replication_set_add_all_tables('default', ARRAY['public']);
