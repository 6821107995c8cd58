-- Two processes may open a new record at once. 1836413812 is "must" in ASCII.
SELECT pg_advisory_xact_lock(1836413812, hashtext(current_schema()))
