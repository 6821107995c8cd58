-- The record: sealed statements in order, and documents in packed chunks. docs/record-format.md
-- says what the bytes are.
CREATE TABLE statement (
    position INTEGER PRIMARY KEY,
    head     BLOB NOT NULL,
    salt     BLOB,
    body     BLOB,
    hashes   BLOB NOT NULL
) STRICT;
CREATE TABLE chunk (
    digest BLOB    NOT NULL,
    n      INTEGER NOT NULL,
    packed BLOB    NOT NULL,
    PRIMARY KEY (digest, n)
) STRICT, WITHOUT ROWID;
