-- Pictures on their way into databases of similar cases: each step is kept before the next.
CREATE TABLE similar_batches (
    uid TEXT PRIMARY KEY,
    service TEXT NOT NULL,
    database TEXT NOT NULL,
    created TEXT NOT NULL,
    fee INTEGER NOT NULL DEFAULT 0,
    failure TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE similar_items (
    batch TEXT NOT NULL REFERENCES similar_batches (uid) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    extra_data TEXT NOT NULL,
    link TEXT NOT NULL,
    sha256 TEXT NOT NULL DEFAULT '',
    thumbnail TEXT NOT NULL DEFAULT '',
    there_before INTEGER NOT NULL DEFAULT 0,
    data_id TEXT NOT NULL DEFAULT '',
    failure TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX similar_items_by_state ON similar_items (state);

-- What was added from here, so that the list of a database can show it.
CREATE TABLE similar_added (
    service TEXT NOT NULL,
    database TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    data_id TEXT NOT NULL,
    extra_data TEXT NOT NULL,
    link TEXT NOT NULL,
    thumbnail TEXT NOT NULL,
    added TEXT NOT NULL,
    PRIMARY KEY (service, database, entity_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX similar_added_by_content ON similar_added (service, database, sha256);

-- Every picture that left for this, to whom; the key until the upload is deleted.
CREATE TABLE similar_sent (
    object_key TEXT PRIMARY KEY,
    service TEXT NOT NULL,
    host TEXT NOT NULL,
    store TEXT NOT NULL,
    database TEXT NOT NULL,
    purpose TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    sent TEXT NOT NULL,
    is_there INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE INDEX similar_sent_there ON similar_sent (service) WHERE is_there=1;
