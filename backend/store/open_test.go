package store_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"firstlight/backend/progress"
	"firstlight/backend/store"
)

func TestAnyPathWillDo(t *testing.T) {
	ctx := context.Background()
	names := []string{"with space", "percent%41", "hash#1", "plus+and&=", "Größe-時計", "semi;colon", "it's"}
	if runtime.GOOS != "windows" {
		names = append(names, "question?mode=memory", `back\slash`, `"quoted"`)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), name, name+".db")
			beginAndClose(t, file)
			s := open(t, file, store.Options{})
			if _, err := s.Latest(ctx, "demo", ""); err != nil {
				t.Error(err)
			}
			if info, err := os.Stat(file); err != nil || info.Size() == 0 {
				t.Errorf("%v, %v: the data is somewhere else", info, err)
			}
		})
	}
}

func TestARelativePathIsFromTheFolderItWasOpenedIn(t *testing.T) {
	t.Chdir(t.TempDir())
	s := open(t, "firstlight.db", store.Options{})
	t.Chdir(t.TempDir())
	if _, err := s.Begin(context.Background(), "demo", ""); err != nil {
		t.Error(err)
	}
}

func TestTheFilesAreForThePersonOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps these rights in access lists, which a folder of the person's own hands down")
	}
	folder := filepath.Join(t.TempDir(), "data", "firstlight")
	file := filepath.Join(folder, "firstlight.db")
	s := open(t, file, store.Options{})
	if err := s.SetSetting(context.Background(), "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	newer, err := store.OpenWith(context.Background(), file, second())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = newer.Close() })
	for name, want := range map[string]os.FileMode{
		filepath.Dir(folder): 0o700, folder: 0o700, file: 0o600, file + "-wal": 0o600, file + "-shm": 0o600,
		file + ".lock": 0o600, file + ".before-v5": 0o600,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s is %o, want %o", name, got, want)
		}
	}
}

func TestEveryConnectionHasThePragmas(t *testing.T) {
	s := open(t, path(t), store.Options{})
	for name, want := range map[string]struct{ writer, reader string }{
		"foreign_keys": {"1", "1"},
		"journal_mode": {"wal", "wal"},
		"synchronous":  {"2", "2"},
		"fullfsync":    {"1", "1"},
		"busy_timeout": {"100", "10000"},
		"query_only":   {"0", "1"},
	} {
		writer, readers, err := s.Pragma(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		if writer != want.writer {
			t.Errorf("%s of the writer = %s, want %s", name, writer, want.writer)
		}
		for _, got := range readers {
			if got != want.reader {
				t.Errorf("%s of the readers = %v, want %s", name, readers, want.reader)
			}
		}
	}
}

func TestAFileThatIsNotOursIsLeftAsItIs(t *testing.T) {
	for name, fill := range map[string]func(t *testing.T, file string){
		"garbage":    func(t *testing.T, file string) { write(t, file, bytes.Repeat([]byte("garbage "), 1000)) },
		"one letter": func(t *testing.T, file string) { write(t, file, []byte("x")) },
		"another program's data": func(t *testing.T, file string) {
			do(t, raw(t, file), "CREATE TABLE bookmark (url TEXT)")
		},
		"another program's mark": func(t *testing.T, file string) {
			do(t, raw(t, file), "PRAGMA application_id = 252006673")
		},
	} {
		t.Run(name, func(t *testing.T) {
			file := path(t)
			fill(t, file)
			before, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = store.Open(context.Background(), file, store.Options{})
			var foreign *store.ForeignError
			if !errors.As(err, &foreign) || foreign.Path != file {
				t.Errorf("err = %v, want a *ForeignError", err)
			}
			unchanged(t, file, before)
		})
	}
}

func TestADamagedFileIsLeftAsItIs(t *testing.T) {
	file := path(t)
	beginAndClose(t, file)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string]func([]byte){
		"in its head":   func(b []byte) { copy(b[16:], bytes.Repeat([]byte{0xff}, 80)) },
		"in its schema": func(b []byte) { copy(b[100:], bytes.Repeat([]byte{0xff}, 3000)) },
	} {
		t.Run(name, func(t *testing.T) {
			before := bytes.Clone(whole)
			damage(before)
			write(t, file, before)
			_, err := store.Open(context.Background(), file, store.Options{})
			var damaged *store.DamagedError
			if !errors.As(err, &damaged) || damaged.Path != file {
				t.Errorf("err = %v, want a *DamagedError", err)
			}
			unchanged(t, file, before)
		})
	}
}

func TestDamageFurtherInIsToldWhenItIsRead(t *testing.T) {
	ctx, file := context.Background(), path(t)
	s, err := store.Open(ctx, file, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	note := strings.Repeat("n", 1000)
	for range 100 {
		if _, _, err := s.Append(ctx, o.ID, 1<<60, always(progress.Event{Kind: progress.Attested, Note: note})); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	copy(body[len(body)/2:], bytes.Repeat([]byte{0xff}, 8192))
	write(t, file, body)
	s = open(t, file, store.Options{})
	var damaged *store.DamagedError
	if _, err := s.Events(ctx, o.ID, 0); !errors.As(err, &damaged) {
		t.Errorf("err = %v, want a *DamagedError", err)
	}
}

func TestAFileThatWasHardlyBegunIsFinished(t *testing.T) {
	for name, fill := range map[string]func(t *testing.T, file string){
		"empty":  func(t *testing.T, file string) { write(t, file, nil) },
		"marked": func(t *testing.T, file string) { do(t, raw(t, file), "PRAGMA application_id = 829649996") },
		"without migrations": func(t *testing.T, file string) {
			do(t, raw(t, file), `PRAGMA journal_mode = WAL; PRAGMA application_id = 829649996;
				CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')));
				INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			file := path(t)
			fill(t, file)
			s := open(t, file, store.Options{})
			if _, err := s.Begin(context.Background(), "demo", ""); err != nil {
				t.Error(err)
			}
			if copies, _ := filepath.Glob(file + ".before*"); len(copies) > 0 {
				t.Errorf("%v: a copy of nothing", copies)
			}
		})
	}
}

func TestAFolderThatCannotBeMadeIsAnAccessError(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	write(t, blocked, nil)
	for name, file := range map[string]string{
		"its parent is a file": filepath.Join(blocked, "data", "firstlight.db"),
		"it is a folder":       t.TempDir(),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := store.Open(context.Background(), file, store.Options{})
			var access *store.AccessError
			if !errors.As(err, &access) || !strings.Contains(err.Error(), "FIRSTLIGHT_HOME") {
				t.Errorf("err = %v, want an *AccessError", err)
			}
		})
	}
}

func TestOpenHeedsItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := store.Open(ctx, path(t), store.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
