-- What leaves the machine as telemetry, by consent only.

-- +goose Up
-- answer is the person's to what is described by subject. told is the number of
-- events whose ends were queued; lease and lease_until say who sends now.
CREATE TABLE telemetry (
    onboarding  TEXT    NOT NULL PRIMARY KEY REFERENCES onboarding (id),
    answer      TEXT    NOT NULL CHECK (answer IN ('on', 'off')),
    subject     TEXT    NOT NULL,
    allowed     TEXT    NOT NULL,
    answered_at INTEGER NOT NULL,
    told        INTEGER NOT NULL DEFAULT 0,
    lease       TEXT    NOT NULL DEFAULT '',
    lease_until INTEGER NOT NULL DEFAULT 0,
    sent        INTEGER NOT NULL DEFAULT 0,
    sent_at     INTEGER NOT NULL DEFAULT 0,
    rejected    INTEGER NOT NULL DEFAULT 0,
    dropped     INTEGER NOT NULL DEFAULT 0,
    said        TEXT    NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- since and upto are the numbers of events between which the batch tells. A
-- refused one is not sent again unless the person asks.
CREATE TABLE telemetry_batch (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    onboarding TEXT    NOT NULL REFERENCES telemetry (onboarding),
    signal     TEXT    NOT NULL CHECK (signal <> ''),
    since      INTEGER NOT NULL,
    upto       INTEGER NOT NULL CHECK (upto >= since),
    items      INTEGER NOT NULL,
    body       BLOB    NOT NULL,
    queued_at  INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    refused    INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
    said       TEXT    NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX telemetry_batch_by_onboarding ON telemetry_batch (onboarding, signal, id);
