-- A rerun stays one when the process dies; an answer nobody could read is kept as evidence.
ALTER TABLE jobs ADD COLUMN is_rerun INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN evidence_hash TEXT NOT NULL DEFAULT '';
CREATE INDEX jobs_by_intent ON jobs (intent_key, state);
CREATE INDEX jobs_by_state ON jobs (state);
CREATE INDEX jobs_with_objects ON jobs (service) WHERE object_keys<>'[]';
CREATE INDEX jobs_by_series ON jobs (series_instance_uid, study_instance_uid, part);

-- Files that an answer links to, fetched at once and kept by their content.
CREATE TABLE result_files (
    job_uid TEXT NOT NULL REFERENCES jobs (uid) ON DELETE CASCADE,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    failure TEXT NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (job_uid, name)
) STRICT, WITHOUT ROWID;

-- What was sent for a job, to whom, and what was taken out of it before.
CREATE TABLE receipts (
    job_uid TEXT PRIMARY KEY REFERENCES jobs (uid) ON DELETE CASCADE,
    content TEXT NOT NULL,
    made TEXT NOT NULL
) STRICT;
