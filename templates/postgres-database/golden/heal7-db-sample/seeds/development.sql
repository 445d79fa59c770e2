-- Rows to develop against; nobody's. Run again, it changes nothing.
INSERT INTO heal7.users (id, birth_date, created_at)
SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
       date '1960-01-01' + n * 97,
       now() - make_interval(days => n % 30)
FROM generate_series(1, 200) AS n
ON CONFLICT DO NOTHING;

INSERT INTO heal7.saju_calculations (id, user_id, created_at, pillars)
SELECT ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid,
       ('00000000-0000-4000-8000-' || lpad((1 + n % 200)::text, 12, '0'))::uuid,
       date_trunc('year', now()) + interval '1 day',
       jsonb_build_object('day', n % 60)
FROM generate_series(1, 1000) AS n
ON CONFLICT DO NOTHING;
