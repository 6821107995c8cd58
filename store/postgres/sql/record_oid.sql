-- The table itself names the record: another schema has another table, another database other locks.
SELECT 'statement'::regclass::oid::bigint
