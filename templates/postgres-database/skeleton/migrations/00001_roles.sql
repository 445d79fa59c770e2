-- Group roles without a login. The infrastructure makes logins, with passwords
-- from the secret store, and grants them one of these:
--   ${{ values.schema }}_owner     owns the schema; migrations act as this role
--   ${{ values.schema }}_app       reads and writes rows
--   ${{ values.schema }}_readonly  reads rows, for reports and the portal
-- Roles belong to the whole server, so they may be there already.

-- +goose Up
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    '${{ values.schema }}_owner', '${{ values.schema }}_app', '${{ values.schema }}_readonly'
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
GRANT ${{ values.schema }}_owner TO CURRENT_USER;

CREATE SCHEMA ${{ values.schema }} AUTHORIZATION ${{ values.schema }}_owner;
REVOKE ALL ON SCHEMA ${{ values.schema }} FROM PUBLIC;
GRANT USAGE ON SCHEMA ${{ values.schema }} TO ${{ values.schema }}_app, ${{ values.schema }}_readonly;

-- What comes later gets the same rights without being told: tables, and the
-- partitions that are made ahead of time.
ALTER DEFAULT PRIVILEGES FOR ROLE ${{ values.schema }}_owner IN SCHEMA ${{ values.schema }}
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${{ values.schema }}_app;
ALTER DEFAULT PRIVILEGES FOR ROLE ${{ values.schema }}_owner IN SCHEMA ${{ values.schema }}
  GRANT SELECT ON TABLES TO ${{ values.schema }}_readonly;
ALTER DEFAULT PRIVILEGES FOR ROLE ${{ values.schema }}_owner IN SCHEMA ${{ values.schema }}
  GRANT USAGE, SELECT ON SEQUENCES TO ${{ values.schema }}_app;
-- Functions are open to everybody unless this is said, for all schemas at once.
ALTER DEFAULT PRIVILEGES FOR ROLE ${{ values.schema }}_owner
  REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- +goose Down
ALTER DEFAULT PRIVILEGES FOR ROLE ${{ values.schema }}_owner
  GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
DROP SCHEMA ${{ values.schema }} CASCADE;
-- The roles stay: other databases of the server may use them.
