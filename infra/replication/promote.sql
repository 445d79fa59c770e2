-- On Cloud SQL, when the primary is fenced and sequences are set: it follows
-- nobody any more. Works with the primary gone; its slot is then left there.
SELECT pglogical.drop_subscription('heal7');
SELECT pglogical.drop_node('cloudsql');
