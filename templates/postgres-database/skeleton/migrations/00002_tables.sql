-- +goose Up
SET ROLE ${{ values.schema }}_owner;

CREATE TABLE ${{ values.schema }}.users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- Personal data: leaves the database through the application only.
  birth_date date,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX users_birth_date_idx ON ${{ values.schema }}.users (birth_date)
  WHERE birth_date IS NOT NULL;

CREATE TABLE ${{ values.schema }}.user_sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES ${{ values.schema }}.users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  CHECK (expires_at > created_at)
)
-- Sessions come and go: vacuum after a twentieth has changed, not after a fifth.
WITH (autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX user_sessions_user_id_idx ON ${{ values.schema }}.user_sessions (user_id);
CREATE INDEX user_sessions_expires_at_idx ON ${{ values.schema }}.user_sessions (expires_at);

-- Grows for ever, and is read by user and time: partitioned by time. The key of
-- a partitioned table has to contain what it is partitioned by.
CREATE TABLE ${{ values.schema }}.saju_calculations (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES ${{ values.schema }}.users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  pillars jsonb NOT NULL,
  PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
CREATE INDEX saju_calculations_user_id_created_at_idx
  ON ${{ values.schema }}.saju_calculations (user_id, created_at);

RESET ROLE;

-- +goose Down
SET ROLE ${{ values.schema }}_owner;
DROP TABLE ${{ values.schema }}.saju_calculations;
DROP TABLE ${{ values.schema }}.user_sessions;
DROP TABLE ${{ values.schema }}.users;
RESET ROLE;
