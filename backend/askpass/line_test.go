package askpass

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"firstlight/backend/check"
)

func TestMain(m *testing.M) {
	if code, asked := Main(); asked {
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// person answers questions and keeps what she was asked.
type person struct {
	check.Silent
	answer func(ctx context.Context, q check.Question) (string, error)

	mu    sync.Mutex
	asked []check.Question
}

func (p *person) Ask(ctx context.Context, q check.Question) (string, error) {
	p.mu.Lock()
	p.asked = append(p.asked, q)
	p.mu.Unlock()
	return p.answer(ctx, q)
}

// heard returns what she was asked until now.
func (p *person) heard() []check.Question {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.asked)
}

func says(answer string, err error) *person {
	return &person{answer: func(context.Context, check.Question) (string, error) { return answer, err }}
}

func open(t *testing.T, out check.Output) *Line {
	t.Helper()
	l, err := Open(t.Context(), out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// start is what git does: it starts the program that the variables name with the
// prompt as its one argument.
func start(ctx context.Context, l *Line, prompt string) (string, error) {
	command := exec.CommandContext(ctx, l.program, prompt)
	command.Env = append(os.Environ(), l.Env()...)
	var out bytes.Buffer
	command.Stdout = &out
	err := command.Run()
	return out.String(), err
}

const webPassword = "Password for 'https://ada@git.example.com': "

func TestLineCarriesQuestionAndAnswer(t *testing.T) {
	she := says("sesame", nil)
	l := open(t, she)
	for range 2 {
		got, err := start(t.Context(), l, webPassword)
		if err != nil || got != "sesame\n" {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if len(she.heard()) != 1 {
		t.Errorf("asked %d times about one server", len(she.heard()))
	}
	const key = "Enter passphrase for key '/srv/keys/id': "
	for range 2 {
		if _, err := start(t.Context(), l, key); err != nil {
			t.Error(err)
		}
	}
	if len(she.heard()) != 3 || !strings.Contains(she.heard()[2].Text, "asked again") {
		t.Errorf("a passphrase that did not open the key: %+v", she.heard())
	}
	if l.Unanswered() != nil {
		t.Errorf("unanswered: %+v", l.Unanswered())
	}
}

func TestLineTellsWhatWasNotAnswered(t *testing.T) {
	for _, why := range []error{check.ErrNobody, check.ErrDeclined} {
		l := open(t, says("", why))
		if got, err := start(t.Context(), l, webPassword); err == nil || got != "" {
			t.Errorf("got %q, %v", got, err)
		}
		if u := l.Unanswered(); u == nil || u.Err != why || u.Wanted != "the password of ada at git.example.com" {
			t.Errorf("unanswered %+v", u)
		}
	}
}

func TestLineTakesBackWhatAGoneProgramAsked(t *testing.T) {
	asking, gone := make(chan struct{}), make(chan struct{})
	she := &person{answer: func(ctx context.Context, _ check.Question) (string, error) {
		close(asking)
		<-ctx.Done()
		close(gone)
		return "", ctx.Err()
	}}
	l := open(t, she)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-asking; cancel() }()
	if _, err := start(ctx, l, webPassword); err == nil {
		t.Error("a program that was killed had an answer")
	}
	<-gone
}

func TestLineAnswersNobodyElse(t *testing.T) {
	she := says("sesame", nil)
	l := open(t, she)
	for _, sent := range []string{`{"secret":"guessed","prompt":"Password: "}`, `{"prompt":"Password: "}`, "nonsense", strings.Repeat("x", 2*most)} {
		conn, err := net.Dial("unix", l.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Write([]byte(sent + "\n")) // It may have hung up already.
		var r reply
		if err := json.NewDecoder(conn).Decode(&r); err == nil {
			t.Errorf("%.40q was answered %+v", sent, r)
		}
		_ = conn.Close()
	}
	if len(she.heard()) != 0 {
		t.Errorf("the person was asked %+v", she.heard())
	}
	info, err := os.Stat(l.dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder of the socket: %v, %v", info, err)
	}
}

func TestAClosedLineLeavesNothing(t *testing.T) {
	l, err := Open(t.Context(), says("", nil))
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(l.program)); !os.IsNotExist(err) {
		t.Errorf("the folder is left: %v", err)
	}
	if _, err := start(t.Context(), l, webPassword); err == nil {
		t.Error("a closed line answers")
	}
}

func TestALineClearsAwayWhatAKilledProgramLeft(t *testing.T) {
	living := open(t, says("sesame", nil))
	left, err := os.MkdirTemp(filepath.Dir(living.dir), folderPrefix)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(left) })
	killed, err := net.Listen("unix", filepath.Join(left, socketName))
	if err != nil {
		t.Fatal(err)
	}
	killed.(*net.UnixListener).SetUnlinkOnClose(false)
	if err := killed.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, says("", nil))
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("it is left: %v", err)
	}
	if got, err := start(t.Context(), living, webPassword); err != nil || got != "sesame\n" {
		t.Errorf("a line in use was disturbed: %q, %v", got, err)
	}
}

// TestMainLeavesOthersAlone keeps a hook that starts Firstlight, and inherits the
// variables, from being taken for a question.
func TestMainLeavesOthersAlone(t *testing.T) {
	t.Setenv(addressVariable, "/nowhere")
	if _, asked := Main(); asked {
		t.Error("a program under its own name was taken for one that asks")
	}
}

func TestLineAnswersFromAnAccount(t *testing.T) {
	tests := []struct{ name, prompt, want string }{
		{"the name", "Username for 'https://git.example.com': ", "ada"},
		{"the secret", "Password for 'https://ada@git.example.com': ", "sesame"},
		{"of somebody else", "Password for 'https://bo@git.example.com': ", "typed"},
		{"of another server", "Password for 'https://ada@other.example.com': ", "typed"},
		{"that everyone on the way can read", "Password for 'http://ada@git.example.com': ", "typed"},
		{"over ssh", "ada@git.example.com's password: ", "typed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := open(t, says("typed", nil))
			l.Knows(func(_ context.Context, server string) (string, string) {
				if server != "git.example.com" {
					return "", ""
				}
				return "ada", "sesame"
			})
			if tt.want != "typed" {
				if got, err := start(t.Context(), l, tt.prompt); err == nil {
					t.Errorf("git has %q while its helpers listen", got)
				}
				if server, ok := l.Release(); !ok || server != "git.example.com" {
					t.Errorf("held back for %q", server)
				}
			}
			if got, err := start(t.Context(), l, tt.prompt); err != nil || got != tt.want+"\n" {
				t.Errorf("got %q, %v", got, err)
			}
			if server, ok := l.Release(); ok {
				t.Errorf("still held back for %q", server)
			}
		})
	}
}
