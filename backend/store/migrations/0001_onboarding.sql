-- Every time is in milliseconds since 1970 in UTC.

-- +goose Up
CREATE TABLE onboarding (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    source     TEXT    NOT NULL,
    track      TEXT    NOT NULL,
    started_at INTEGER NOT NULL,
    opened_at  INTEGER NOT NULL CHECK (opened_at >= started_at)
) STRICT;

CREATE INDEX onboarding_by_journey ON onboarding (source, track, started_at);

CREATE TABLE event (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    onboarding TEXT    NOT NULL REFERENCES onboarding (id),
    at         INTEGER NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind <> ''),
    body       TEXT    NOT NULL CHECK (json_valid(body) AND json_type(body) = 'object')
) STRICT;

CREATE INDEX event_by_onboarding ON event (onboarding, seq);

-- +goose StatementBegin
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'an event is appended, never changed');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'an event is appended, never removed');
END;
-- +goose StatementEnd

-- INSERT OR REPLACE removes the row in its way without asking the trigger
-- above, so a number that is taken is refused before that.
-- +goose StatementBegin
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'an event is appended, never replaced');
END;
-- +goose StatementEnd

-- Who reads the events after a number must never miss one that came later.
-- +goose StatementBegin
CREATE TRIGGER event_comes_last AFTER INSERT ON event
WHEN NEW.seq < (SELECT max(seq) FROM event)
BEGIN
    SELECT RAISE(ABORT, 'an event is appended after all others');
END;
-- +goose StatementEnd

CREATE TABLE session (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    onboarding TEXT    NOT NULL REFERENCES onboarding (id),
    face       TEXT    NOT NULL,
    pid        INTEGER NOT NULL,
    boot       TEXT    NOT NULL,
    opened_at  INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX session_by_onboarding ON session (onboarding);

-- total counts the bytes of the run's output up to the end of the line. It
-- stands above the limit of a run in the one line that closes a cut output.
CREATE TABLE output (
    run   TEXT    NOT NULL CHECK (run <> ''),
    line  INTEGER NOT NULL CHECK (line >= 0),
    total INTEGER NOT NULL CHECK (total > 0),
    text  TEXT    NOT NULL,
    PRIMARY KEY (run, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
