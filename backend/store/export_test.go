package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"testing/fstest"
	"time"
)

// OpenWith opens a store as a program would that has further migrations, by
// file name.
func OpenWith(ctx context.Context, path string, further map[string]string) (*Store, error) {
	migrations := fstest.MapFS{}
	files, err := fs.Glob(embedded, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		text, err := fs.ReadFile(embedded, name)
		if err != nil {
			return nil, err
		}
		migrations[name[len("migrations/"):]] = &fstest.MapFile{Data: text}
	}
	for name, text := range further {
		migrations[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return open(ctx, path, Options{}, migrations)
}

// SetPatience changes how long a write waits for those of other programs.
func (s *Store) SetPatience(d time.Duration) { s.patience = d }

// Pragma returns the value of a pragma on the connection that writes, on each
// that reads, and on the sentry.
func (s *Store) Pragma(ctx context.Context, name string) (writer string, readers []string, err error) {
	query := fmt.Sprintf("PRAGMA %s", name)
	if err := s.writer.QueryRowContext(ctx, query).Scan(&writer); err != nil {
		return "", nil, err
	}
	conns := []*sql.Conn{s.sentry}
	for range maxReaders - 1 {
		conn, err := s.readers.Conn(ctx)
		if err != nil {
			return "", nil, err
		}
		defer func() { _ = conn.Close() }()
		conns = append(conns, conn)
	}
	for _, conn := range conns {
		var value string
		if err := conn.QueryRowContext(ctx, query).Scan(&value); err != nil {
			return "", nil, err
		}
		readers = append(readers, value)
	}
	return writer, readers, nil
}
