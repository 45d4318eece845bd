CREATE TABLE grey_choices (
    series_uid TEXT NOT NULL,
    part INTEGER NOT NULL,
    source TEXT NOT NULL,
    number INTEGER NOT NULL,
    preset TEXT NOT NULL,
    is_inverted INTEGER NOT NULL,
    center REAL,
    width REAL,
    function TEXT NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (series_uid, part)
) STRICT;

CREATE INDEX grey_choices_by_age ON grey_choices (changed);
