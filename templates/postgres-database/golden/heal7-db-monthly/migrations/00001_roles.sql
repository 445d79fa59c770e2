-- Group roles without a login. The infrastructure makes logins, with passwords
-- from the secret store, and grants them one of these:
--   readings_owner     owns the schema; migrations act as this role
--   readings_app       reads and writes rows
--   readings_readonly  reads rows, for reports and the portal
-- Roles belong to the whole server, so they may be there already.

-- +goose Up
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'readings_owner', 'readings_app', 'readings_readonly'
  ]
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', name);
    END IF;
  END LOOP;
END
$$;
-- +goose StatementEnd
-- Whoever migrates may act as the owner: a managed server's master is no
-- superuser.
GRANT readings_owner TO CURRENT_USER;

CREATE SCHEMA readings AUTHORIZATION readings_owner;
REVOKE ALL ON SCHEMA readings FROM PUBLIC;
GRANT USAGE ON SCHEMA readings TO readings_app, readings_readonly;

-- What comes later gets the same rights without being told: tables, and the
-- partitions that are made ahead of time.
ALTER DEFAULT PRIVILEGES FOR ROLE readings_owner IN SCHEMA readings
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO readings_app;
ALTER DEFAULT PRIVILEGES FOR ROLE readings_owner IN SCHEMA readings
  GRANT SELECT ON TABLES TO readings_readonly;
ALTER DEFAULT PRIVILEGES FOR ROLE readings_owner IN SCHEMA readings
  GRANT USAGE, SELECT ON SEQUENCES TO readings_app;
-- Functions are open to everybody unless this is said, for all schemas at once.
ALTER DEFAULT PRIVILEGES FOR ROLE readings_owner
  REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- +goose Down
ALTER DEFAULT PRIVILEGES FOR ROLE readings_owner
  GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
DROP SCHEMA readings CASCADE;
-- The roles stay: other databases of the server may use them.
