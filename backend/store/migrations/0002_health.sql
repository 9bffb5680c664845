-- What is kept here only saves work and can be lost without harm; what happened
-- stands in events.

-- +goose Up
-- When a claim was last looked at and said what its last event says.
CREATE TABLE confirmation (
    onboarding TEXT    NOT NULL REFERENCES onboarding (id),
    step       TEXT    NOT NULL CHECK (step <> ''),
    at         INTEGER NOT NULL,
    PRIMARY KEY (onboarding, step)
) STRICT, WITHOUT ROWID;

-- What programs answered, by what tells them from any other.
CREATE TABLE answer (
    key   TEXT    NOT NULL PRIMARY KEY CHECK (key <> ''),
    value TEXT    NOT NULL,
    at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
