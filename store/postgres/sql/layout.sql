CREATE TABLE IF NOT EXISTS layout (version integer NOT NULL)
