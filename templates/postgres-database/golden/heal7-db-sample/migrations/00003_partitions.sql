-- Partitions are made ahead of time by `database partitions`: a row that finds
-- none is refused, and a default partition would have to be emptied first.

-- +goose Up
SET ROLE heal7_owner;

-- +goose StatementBegin
-- Makes the partition that holds `at` and those of the periods after it, and
-- answers with the names of those that were missing. Bounds are midnights in
-- Seoul.
CREATE FUNCTION heal7.ensure_partitions(at timestamptz, ahead integer)
RETURNS SETOF text
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  first timestamp := date_trunc('year', at AT TIME ZONE 'Asia/Seoul');
  period interval := '1 year';
  parent regclass := 'heal7.saju_calculations';
  lower_bound timestamp;
  name text;
BEGIN
  IF ahead NOT BETWEEN 0 AND 120 THEN
    RAISE EXCEPTION 'ahead is %, and has to be 0 to 120', ahead
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- Two runs at once would both find the same one missing.
  PERFORM pg_advisory_xact_lock(hashtext('heal7.ensure_partitions'));
  FOR i IN 0..ahead LOOP
    lower_bound := first + i * period;
    name := 'saju_calculations_' || to_char(lower_bound, 'YYYY');
    IF to_regclass(format('heal7.%I', name)) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE heal7.%I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)'
        -- Storage parameters are refused on the parent: each leaf has its own.
        ' WITH (autovacuum_vacuum_scale_factor = 0.1)',
        name, parent,
        lower_bound AT TIME ZONE 'Asia/Seoul',
        (lower_bound + period) AT TIME ZONE 'Asia/Seoul'
      );
      RETURN NEXT name;
    END IF;
  END LOOP;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- Detaches and drops the partitions that end before `before`; answers with their
-- names.
CREATE FUNCTION heal7.drop_partitions(before timestamptz)
RETURNS SETOF text
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  leaf record;
BEGIN
  FOR leaf IN
    SELECT child.relname AS name,
           substring(pg_get_expr(child.relpartbound, child.oid)
             FROM 'TO \(''([^'']+)''\)')::timestamptz AS upper_bound
    FROM pg_inherits
    JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent = 'heal7.saju_calculations'::regclass
    ORDER BY 2
  LOOP
    CONTINUE WHEN leaf.upper_bound > before;
    EXECUTE format(
      'ALTER TABLE heal7.saju_calculations DETACH PARTITION heal7.%I',
      leaf.name
    );
    EXECUTE format('DROP TABLE heal7.%I', leaf.name);
    RETURN NEXT leaf.name;
  END LOOP;
END
$$;
-- +goose StatementEnd

RESET ROLE;

-- +goose Down
DROP FUNCTION heal7.drop_partitions(timestamptz);
DROP FUNCTION heal7.ensure_partitions(timestamptz, integer);
