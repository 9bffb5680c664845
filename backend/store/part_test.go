package store_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"

	"firstlight/backend/progress"
	"firstlight/backend/store"
)

const (
	partVariable = "FIRSTLIGHT_STORE_TEST_PART"
	pathVariable = "FIRSTLIGHT_STORE_TEST_PATH"
)

// parts are what the test binary can do when it stands in for a second program.
func parts() map[string]func(ctx context.Context, path string) error {
	all := map[string]func(ctx context.Context, path string) error{
		"count":   countUp,
		"append":  appendUntilKilled,
		"import":  importMany,
		"resume":  resumeOnce,
		"migrate": migrateOnce,
	}
	maps.Copy(all, systemParts())
	return all
}

// play runs a part. It waits for its input to end, so that a test can let
// several programs go at once.
func play(name string) int {
	_, err := io.Copy(io.Discard, os.Stdin)
	if err == nil {
		err = parts()[name](context.Background(), os.Getenv(pathVariable))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// importMany imports onboardings until it is killed.
func importMany(ctx context.Context, path string) error {
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	_, err = s.Import(ctx, manyArriving())
	return errors.Join(err, s.Close())
}

// countUp appends 500 events, each of which says how many came before it.
func countUp(ctx context.Context, path string) (err error) {
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	o, err := s.Latest(ctx, "demo", "")
	if err != nil {
		return err
	}
	seen, last := 0, int64(0)
	for range 500 {
		newer, appended, err := s.Append(ctx, o.ID, last, func(newer []progress.Event) ([]progress.Event, error) {
			return []progress.Event{{Kind: progress.Active, Session: strconv.Itoa(os.Getpid()), Step: strconv.Itoa(seen + len(newer))}}, nil
		})
		if err != nil {
			return err
		}
		seen += len(newer) + 1
		last = appended[0].Seq
	}
	return nil
}

// appendUntilKilled appends and says so, each time after Append has returned.
func appendUntilKilled(ctx context.Context, path string) error {
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	o, err := s.Latest(ctx, "demo", "")
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		step := strconv.Itoa(i)
		_, appended, err := s.Append(ctx, o.ID, int64(i), always(progress.Event{Kind: progress.Active, Step: step}, progress.Event{Kind: progress.Active, Step: step}))
		if err != nil {
			return err
		}
		for _, e := range appended {
			if _, err := fmt.Println(e.Seq, e.Step); err != nil {
				return err
			}
		}
	}
}

// resumeOnce opens the store and says which onboarding it resumes.
func resumeOnce(ctx context.Context, path string) (err error) {
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	o, begun, err := s.Resume(ctx, "demo", "")
	fmt.Println(o.ID, begun)
	return err
}

// migrateOnce opens the store as a newer program does.
func migrateOnce(ctx context.Context, path string) error {
	s, err := store.OpenWith(ctx, path, second())
	if err != nil {
		return err
	}
	return s.Close()
}

// program is a second program.
type program struct {
	cmd  *exec.Cmd
	gate io.Closer
	out  *bufio.Reader
	errs bytes.Buffer
}

// start starts a second program, which waits until it is let go.
func start(t *testing.T, part, path string) *program {
	t.Helper()
	p, err := tryStart(t, part, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// tryStart is start where the system may refuse the attributes.
func tryStart(t *testing.T, part, path string, attributes *syscall.SysProcAttr) (*program, error) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &program{cmd: exec.Command(self)}
	p.cmd.Env = append(os.Environ(), partVariable+"="+part, pathVariable+"="+path)
	p.cmd.Stderr = &p.errs
	p.cmd.SysProcAttr = attributes
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewReader(out)
	if p.gate, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	t.Cleanup(func() {
		if p.cmd.ProcessState == nil {
			_ = p.cmd.Process.Kill()
			_ = p.cmd.Wait()
		}
	})
	return p, nil
}

func (p *program) letGo(t *testing.T) {
	t.Helper()
	if err := p.gate.Close(); err != nil {
		t.Fatal(err)
	}
}

// end waits for the program to succeed and returns what it printed.
func (p *program) end(t *testing.T) string {
	t.Helper()
	out, err := io.ReadAll(p.out)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Fatalf("the second program: %v\n%s", err, p.errs.String())
	}
	return string(out)
}

// together runs several programs at the same time and returns what each printed.
func together(t *testing.T, part, path string, n int) []string {
	t.Helper()
	programs := make([]*program, 0, n)
	for range n {
		programs = append(programs, start(t, part, path))
	}
	for _, p := range programs {
		p.letGo(t)
	}
	outs := make([]string, 0, n)
	for _, p := range programs {
		outs = append(outs, p.end(t))
	}
	return outs
}
