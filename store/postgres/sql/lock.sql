-- A statement of its own before the first read: under READ COMMITTED the next statement sees all
-- that was committed before the lock was had.
SELECT pg_advisory_xact_lock($1)
