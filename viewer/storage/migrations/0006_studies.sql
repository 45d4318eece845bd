-- What was opened here, by reference: the images stay where they are.
CREATE TABLE studies (
    study_instance_uid TEXT PRIMARY KEY,
    patient_name TEXT NOT NULL,
    patient_id TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    study_date TEXT NOT NULL,
    study_time TEXT NOT NULL,
    description TEXT NOT NULL,
    accession_number TEXT NOT NULL,
    first_opened TEXT NOT NULL,
    last_opened TEXT NOT NULL
) STRICT;
CREATE INDEX studies_by_time ON studies (last_opened);

CREATE TABLE series (
    study_instance_uid TEXT NOT NULL REFERENCES studies (study_instance_uid) ON DELETE CASCADE,
    series_instance_uid TEXT NOT NULL,
    part INTEGER NOT NULL,
    modality TEXT NOT NULL,
    number TEXT NOT NULL,
    description TEXT NOT NULL,
    body_part TEXT NOT NULL,
    instance_count INTEGER NOT NULL,
    first_sop_instance_uid TEXT NOT NULL,
    paths TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    PRIMARY KEY (study_instance_uid, series_instance_uid, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_by_uid ON series (series_instance_uid);

-- Single facts: the library's own name, when it was last backed up, and the like.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
