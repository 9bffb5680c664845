package store_test

import (
	"context"
	"strings"
	"testing"

	"firstlight/backend/progress"
	"firstlight/backend/store"
)

func TestTheFileItselfRefuses(t *testing.T) {
	ctx, file := context.Background(), path(t)
	s := open(t, file, store.Options{})
	o, err := s.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Entered}, progress.Event{Kind: progress.Active})); err != nil {
		t.Fatal(err)
	}
	db := raw(t, file)
	do(t, db, "INSERT INTO event (seq, onboarding, at, kind, body) VALUES (10, ?, 1, 'left', '{}')", o.ID)
	before := scan[string](t, db, "SELECT group_concat(seq || kind || body) FROM event")

	for name, c := range map[string]struct{ statement, want string }{
		"an update":                {"UPDATE event SET kind = 'left' WHERE seq = 1", "never changed"},
		"an update of nothing new": {"UPDATE event SET at = at", "never changed"},
		"a delete":                 {"DELETE FROM event WHERE seq = 1", "never removed"},
		"a delete of all":          {"DELETE FROM event", "never removed"},
		"a replace":                {"REPLACE INTO event SELECT seq, onboarding, at, 'left', body FROM event WHERE seq = 1", "never replaced"},
		"an insert or replace":     {"INSERT OR REPLACE INTO event SELECT seq, onboarding, at, 'left', body FROM event", "never replaced"},
		"an upsert":                {"INSERT INTO event SELECT * FROM event WHERE seq = 1 ON CONFLICT DO UPDATE SET kind = 'left'", "never replaced"},
		"an event put in between":  {"INSERT INTO event SELECT 5, onboarding, at, kind, body FROM event WHERE seq = 1", "after all others"},
		"an event put before":      {"INSERT INTO event SELECT -5, onboarding, at, kind, body FROM event WHERE seq = 1", "after all others"},
		"an event without a kind":  {"INSERT INTO event (onboarding, at, kind, body) SELECT onboarding, at, '', body FROM event", "kind <> ''"},
		"a body that is no JSON":   {"INSERT INTO event (onboarding, at, kind, body) SELECT onboarding, at, kind, '{' FROM event", "json_valid"},
		"a body that is no object": {"INSERT INTO event (onboarding, at, kind, body) SELECT onboarding, at, kind, '[]' FROM event", "json_type"},
		"a time in words":          {"INSERT INTO event (onboarding, at, kind, body) SELECT onboarding, 'today', kind, body FROM event", "cannot store TEXT"},
		"an event of nobody":       {"INSERT INTO event (onboarding, at, kind, body) VALUES ('nobody', 1, 'left', '{}')", "FOREIGN KEY"},
		"a session of nobody":      {"INSERT INTO session VALUES ('s', 'nobody', 'window', 1, 'b', 1, 1)", "FOREIGN KEY"},
		"to lose an onboarding":    {"DELETE FROM onboarding", "FOREIGN KEY"},
		"opened before it began":   {"UPDATE onboarding SET opened_at = started_at - 1", "opened_at >= started_at"},
		"a setting without a name": {"INSERT INTO setting VALUES ('', 'x')", "name <> ''"},
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := db.Conn(ctx)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = on"); err != nil {
				t.Fatal(err)
			}
			if _, err := conn.ExecContext(ctx, c.statement); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("err = %v, want %q", err, c.want)
			}
		})
	}
	if after := scan[string](t, db, "SELECT group_concat(seq || kind || body) FROM event"); after != before {
		t.Errorf("the events are now %s, were %s", after, before)
	}
}

func TestEveryTableIsStrict(t *testing.T) {
	file := path(t)
	open(t, file, store.Options{})
	db := raw(t, file)
	const ours = "FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'"
	if n := scan[int](t, db, "SELECT count(*) "+ours); n != 11 {
		t.Errorf("%d tables, want 11", n)
	}
	if n := scan[int](t, db, "SELECT count(*) "+ours+" AND NOT strict"); n != 0 {
		t.Errorf("%d tables are not strict", n)
	}
}
