-- Group roles without a login. The infrastructure makes logins, with passwords
-- from the secret store, and grants them one of these:
--   heal7_owner     owns the schema; migrations act as this role
--   heal7_app       reads and writes rows
--   heal7_readonly  reads rows, for reports and the portal
-- Roles belong to the whole server, so they may be there already.

-- +goose Up
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'heal7_owner', 'heal7_app', 'heal7_readonly'
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
GRANT heal7_owner TO CURRENT_USER;

CREATE SCHEMA heal7 AUTHORIZATION heal7_owner;
REVOKE ALL ON SCHEMA heal7 FROM PUBLIC;
GRANT USAGE ON SCHEMA heal7 TO heal7_app, heal7_readonly;

-- What comes later gets the same rights without being told: tables, and the
-- partitions that are made ahead of time.
ALTER DEFAULT PRIVILEGES FOR ROLE heal7_owner IN SCHEMA heal7
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO heal7_app;
ALTER DEFAULT PRIVILEGES FOR ROLE heal7_owner IN SCHEMA heal7
  GRANT SELECT ON TABLES TO heal7_readonly;
ALTER DEFAULT PRIVILEGES FOR ROLE heal7_owner IN SCHEMA heal7
  GRANT USAGE, SELECT ON SEQUENCES TO heal7_app;
-- Functions are open to everybody unless this is said, for all schemas at once.
ALTER DEFAULT PRIVILEGES FOR ROLE heal7_owner
  REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- +goose Down
ALTER DEFAULT PRIVILEGES FOR ROLE heal7_owner
  GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
DROP SCHEMA heal7 CASCADE;
-- The roles stay: other databases of the server may use them.
