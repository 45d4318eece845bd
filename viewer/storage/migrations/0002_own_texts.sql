CREATE TABLE own_texts (
    run_uid TEXT PRIMARY KEY REFERENCES runs (uid),
    text TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
