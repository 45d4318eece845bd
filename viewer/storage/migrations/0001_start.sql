CREATE TABLE jobs (
    uid TEXT PRIMARY KEY,
    endpoint TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    series_instance_uid TEXT NOT NULL,
    part INTEGER NOT NULL,
    service TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT,
    state TEXT NOT NULL,
    intent_key TEXT NOT NULL,
    input_hash TEXT NOT NULL,
    source_paths TEXT NOT NULL,
    parameters TEXT NOT NULL,
    title TEXT NOT NULL,
    request_id TEXT NOT NULL,
    fee INTEGER NOT NULL,
    object_keys TEXT NOT NULL,
    answer_hash TEXT NOT NULL,
    failure TEXT NOT NULL,
    snapshot TEXT NOT NULL
) STRICT;

-- One intention is under way once, whichever process had it first.
CREATE UNIQUE INDEX jobs_under_way ON jobs (intent_key)
    WHERE state NOT IN ('done', 'failed', 'cancelled');
CREATE INDEX jobs_by_input ON jobs (input_hash);

CREATE TABLE runs (
    uid TEXT PRIMARY KEY REFERENCES jobs (uid),
    endpoint TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    series_instance_uid TEXT NOT NULL,
    part INTEGER NOT NULL,
    state TEXT NOT NULL,
    service TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL,
    fee INTEGER NOT NULL,
    answer_hash TEXT NOT NULL,
    parameters TEXT NOT NULL,
    failure TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_series ON runs (study_instance_uid, series_instance_uid, part);

CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    run_uid TEXT NOT NULL REFERENCES runs (uid),
    finding_uid TEXT NOT NULL,
    decision TEXT NOT NULL,
    user TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_run ON decisions (run_uid, sequence);

CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are appended, never changed'); END;
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are appended, never deleted'); END;

CREATE TABLE library_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value BLOB NOT NULL
) STRICT;

CREATE TABLE uid_pairs (
    sent TEXT PRIMARY KEY,
    original TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recent (
    path TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    opened TEXT NOT NULL
) STRICT;
