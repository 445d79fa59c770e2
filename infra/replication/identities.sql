-- Tables whose changed and deleted rows could not be found again on the
-- subscriber, since nothing identifies a row. Has to be empty before publishing.
SELECT format('%I.%I', n.nspname, c.relname) AS "table"
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pglogical')
  AND n.nspname !~ '^pg_toast'
  AND NOT EXISTS (
    SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary
  )
ORDER BY 1;
