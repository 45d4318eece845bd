-- What readers did, as appended events; each holds the hash of the one before (ADR 14).
CREATE TABLE ledger (
    sequence INTEGER PRIMARY KEY,
    study_instance_uid TEXT NOT NULL,
    series_instance_uid TEXT NOT NULL,
    part INTEGER NOT NULL,
    run_uid TEXT NOT NULL,
    finding_uid TEXT NOT NULL,
    action TEXT NOT NULL,
    user TEXT NOT NULL,
    at TEXT NOT NULL,
    program TEXT NOT NULL,
    content TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX ledger_by_stack ON ledger (series_instance_uid, study_instance_uid, part, sequence);
CREATE INDEX ledger_by_action ON ledger (action, sequence)
    WHERE action IN ('sign', 'addendum', 'blind', 'reveal');

CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'events are appended, never changed'); END;
CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'events are appended, never deleted'); END;

-- What was found where, for lists over the whole library; can be made anew from the answers
-- and the ledger at any time. `run_uid` is empty for what the reader put there.
CREATE TABLE findings (
    run_uid TEXT NOT NULL,
    uid TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    series_instance_uid TEXT NOT NULL,
    part INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    confidence REAL,
    sop_instance_uid TEXT NOT NULL,
    slice_index INTEGER NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (run_uid, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_stack
    ON findings (study_instance_uid, series_instance_uid, part, decision);
CREATE INDEX findings_by_decision ON findings (decision, kind, confidence);
