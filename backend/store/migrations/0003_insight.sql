-- Onboardings of other people, as they came in exported files. They can be given
-- up again, unlike the person's own.

-- +goose Up
-- rollup is what the events amount to by the rules of that number, and is made
-- anew from them where the rules are others.
CREATE TABLE imported (
    id          TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    imported_at INTEGER NOT NULL,
    rules       INTEGER NOT NULL,
    track       TEXT    NOT NULL,
    rollup      TEXT    NOT NULL CHECK (json_valid(rollup) AND json_type(rollup) = 'object')
) STRICT, WITHOUT ROWID;

CREATE TABLE imported_event (
    onboarding TEXT    NOT NULL REFERENCES imported (id) ON DELETE CASCADE,
    n          INTEGER NOT NULL CHECK (n > 0),
    at         INTEGER NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind <> ''),
    body       TEXT    NOT NULL,
    PRIMARY KEY (onboarding, n)
) STRICT, WITHOUT ROWID;
