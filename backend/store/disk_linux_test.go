package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// systemParts are those that need Linux to set the machine up for them.
func systemParts() map[string]func(ctx context.Context, path string) error {
	return map[string]func(ctx context.Context, path string) error{
		"unable": openUnable,
		"full":   fillDisk,
	}
}

func TestAFolderWithoutTheRightToWriteIsAnAccessError(t *testing.T) {
	// A folder of t.TempDir would hide the one that matters from other users.
	folder, err := os.MkdirTemp(os.TempDir(), "firstlight-store-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(os.Chmod(folder, 0o700), os.RemoveAll(folder)); err != nil {
			t.Error(err)
		}
	})
	file := filepath.Join(folder, "firstlight.db")
	beginAndClose(t, file)
	if err := errors.Join(os.Chmod(file, 0o444), os.Chmod(file+".lock", 0o444), os.Chmod(folder, 0o555)); err != nil {
		t.Fatal(err)
	}
	p := start(t, "unable", file)
	p.letGo(t)
	p.end(t)
}

// openUnable opens files and folders that this person may only read.
func openUnable(ctx context.Context, path string) error {
	if os.Getuid() == 0 {
		const nobody = 65534
		if err := errors.Join(syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			return err
		}
	}
	for _, file := range []string{path, filepath.Join(filepath.Dir(path), "new.db"), filepath.Join(filepath.Dir(path), "new", "new.db")} {
		_, err := store.Open(ctx, file, store.Options{})
		var access *store.AccessError
		if !errors.As(err, &access) || !errors.Is(err, os.ErrPermission) {
			return fmt.Errorf("%s: err = %w, want an *AccessError", file, err)
		}
	}
	return nil
}

func TestAFullDiskLosesNothingThatWasKept(t *testing.T) {
	// In a name space of its own a program may mount a disk, whoever runs it.
	self := func(id int) []syscall.SysProcIDMap { return []syscall.SysProcIDMap{{HostID: id, Size: 1}} }
	p, err := tryStart(t, "full", filepath.Join(t.TempDir(), "firstlight.db"), &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: self(os.Getuid()), GidMappings: self(os.Getgid()),
	})
	if errors.Is(err, os.ErrPermission) {
		t.Skipf("this machine lets nobody mount a small disk to fill: %v; as root, sysctl kernel.unprivileged_userns_clone=1 allows it", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	p.letGo(t)
	p.end(t)
}

// fillDisk appends to a store on a small disk until it is full.
func fillDisk(ctx context.Context, path string) (err error) {
	if err := syscall.Mount("tmpfs", filepath.Dir(path), "tmpfs", 0, "size=768k"); err != nil {
		return fmt.Errorf("mount a small disk: %w", err)
	}
	ballast := path + ".ballast"
	if err := os.WriteFile(ballast, make([]byte, 256<<10), 0o600); err != nil {
		return err
	}
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	o, err := s.Begin(ctx, "demo", "")
	if err != nil {
		return err
	}
	note := always(progress.Event{Kind: progress.Attested, Note: strings.Repeat("n", 5000)})
	kept := 0
	for ; err == nil; kept++ {
		_, _, err = s.Append(ctx, o.ID, 1<<60, note)
	}
	kept--
	var full *store.FullError
	if !errors.As(err, &full) || full.Path != path {
		return fmt.Errorf("after %d events: err = %w, want a *FullError", kept, err)
	}
	if events, err := s.Events(ctx, o.ID, 0); err != nil || len(events) != kept {
		return fmt.Errorf("%d events, %w; want %d", len(events), err, kept)
	}
	if _, err := store.Open(ctx, filepath.Join(filepath.Dir(path), "new.db"), store.Options{}); !errors.As(err, &full) {
		return fmt.Errorf("a new file on a full disk: err = %w, want a *FullError", err)
	}
	if err := os.Remove(ballast); err != nil {
		return err
	}
	if _, _, err := s.Append(ctx, o.ID, 1<<60, note); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	return nil
}
