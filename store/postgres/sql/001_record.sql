-- The record: sealed statements in order, and documents in packed chunks. docs/record-format.md
-- says what the bytes are. Bodies are kept as they were sealed: compressing them again only costs.
CREATE TABLE statement (
    position bigint PRIMARY KEY,
    head     bytea NOT NULL,
    salt     bytea,
    body     bytea,
    hashes   bytea NOT NULL
);
CREATE TABLE chunk (
    digest bytea   NOT NULL,
    n      integer NOT NULL,
    packed bytea   NOT NULL,
    PRIMARY KEY (digest, n)
);
ALTER TABLE chunk ALTER COLUMN packed SET STORAGE EXTERNAL;
