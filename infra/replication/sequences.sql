-- On Cloud SQL, before the first write after a promotion. Values of sequences are
-- not replicated: each goes on 1,000 beyond the highest value in its column, which
-- leaves room for rows that were lost on the way.
DO $$
DECLARE
  owned record;
  highest bigint;
BEGIN
  FOR owned IN
    SELECT
      format('%I.%I', sn.nspname, s.relname) AS sequence,
      format('%I.%I', tn.nspname, t.relname) AS "table",
      quote_ident(a.attname) AS "column"
    FROM pg_depend d
    JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_namespace sn ON sn.oid = s.relnamespace
    JOIN pg_class t ON t.oid = d.refobjid
    JOIN pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_class'::regclass
      AND d.refclassid = 'pg_class'::regclass
      -- serial columns own theirs, identity columns contain it
      AND d.deptype IN ('a', 'i')
      AND tn.nspname <> 'pglogical'
  LOOP
    EXECUTE format('SELECT coalesce(max(%s), 0) FROM %s', owned."column", owned."table")
      INTO highest;
    PERFORM setval(owned.sequence, highest + 1000);
  END LOOP;
END
$$;
