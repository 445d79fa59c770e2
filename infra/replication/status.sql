-- On Cloud SQL: replicating, or down when a row could not be applied.
SELECT status FROM pglogical.show_subscription_status('heal7');
