package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// maxReaders is how many connections read at once, the sentry included. Reads
// take well under a millisecond, so more would only hold memory.
const maxReaders = 4

// mode is what a connection is for: its pragmas, in the names of the driver.
type mode string

const (
	common = "mode=rw&_foreign_keys=on&_synchronous=FULL&_stmt_cache_size=32"
	// patient waits for other programs inside SQLite, which then does not look
	// at a context; impatient leaves the waiting to Store.begin.
	patient   = common + "&_busy_timeout=10000"
	impatient = common + "&_busy_timeout=100"

	// looking leaves the file as it is, whatever it is.
	looking mode = patient + "&_query_only=on"
	// copying reads too, but query_only would refuse to write even the copy.
	copying   mode = patient
	migrating mode = patient + "&_journal_mode=WAL&_txlock=immediate"
	writing   mode = impatient + "&_journal_mode=WAL&_txlock=immediate"
	reading   mode = patient + "&_journal_mode=WAL&_txlock=deferred&_query_only=on"
)

func connect(path string, m mode) (*sql.DB, error) {
	name, err := dsn(path, m)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector{dsn: name, driver: &sqlite3.SQLiteDriver{}}), nil
}

// dsn names the file as a URI, since a bare path could not hold a question mark.
func dsn(path string, m mode) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find the absolute path of %s: %w", path, err)
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	// An empty authority keeps a Windows share, //server/share, in the path.
	return "file://" + (&url.URL{Path: slashed}).EscapedPath() + "?" + string(m), nil
}

// connector opens connections without registering a driver for the program.
type connector struct {
	dsn    string
	driver driver.Driver
}

// Driver returns the SQLite driver.
func (c connector) Driver() driver.Driver { return c.driver }

// Connect opens one connection.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	// On macOS a plain fsync may leave a commit in the drive's own memory. It
	// is the one pragma that the DSN has no name for, and a no-op elsewhere.
	if execer, ok := conn.(driver.ExecerContext); ok {
		if _, err := execer.ExecContext(ctx, "PRAGMA fullfsync = on", nil); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	return conn, nil
}

// provide makes sure that the file exists, for this person's eyes only. SQLite
// gives the files that it keeps beside it the same permissions.
func provide(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return &AccessError{Path: path, Err: err}
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return &AccessError{Path: path, Err: err}
	}
	if err := file.Close(); err != nil {
		return &AccessError{Path: path, Err: err}
	}
	return nil
}
