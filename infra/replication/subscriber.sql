-- On Cloud SQL, once, after the schema was loaded there. :own is how this
-- database is connected to, :provider how RDS is; both come from a file that only
-- the operator reads, as they hold passwords.
CREATE EXTENSION IF NOT EXISTS pglogical;
SELECT pglogical.create_node(node_name := 'cloudsql', dsn := :'own');
SELECT pglogical.create_subscription(
  subscription_name := 'heal7',
  provider_dsn := :'provider',
  -- Migrations make the structure, on the subscriber first.
  synchronize_structure := false,
  synchronize_data := true,
  -- Nothing is passed on that the primary itself received.
  forward_origins := '{}'
);
