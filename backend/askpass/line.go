package askpass

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"

	"firstlight/backend/check"
)

// Line is the way from one piece of work to the person: what its programs ask
// comes out of it as questions.
type Line struct {
	out      check.Output
	dir      string
	secret   string
	program  string
	listener net.Listener
	stop     context.CancelFunc
	tasks    sync.WaitGroup

	mu sync.Mutex
	// account knows people at https servers; nil where nobody is known.
	account Account
	// held is the server an answer for which was held back, and released are
	// those for which none is.
	held     string
	released map[string]bool
	// known are the answers about an https server: git starts several programs
	// for one piece of work, and each of them asks.
	known map[string]string
	// asked counts how often each prompt came.
	asked map[string]int
	// open is the first question that was left without an answer.
	open *Unanswered
}

// Account returns whom an https server knows the person as and what she signs in
// there with, where that is known without asking her; empty where it is not.
type Account func(ctx context.Context, server string) (user, secret string)

// Unanswered says that a question was left without an answer.
type Unanswered struct {
	// Wanted is what was asked for, such as "the password of ada at github.com".
	Wanted string
	// Err is check.ErrNobody or check.ErrDeclined.
	Err error
}

// Open opens a line to the person whom out asks. It is the caller's to close.
func Open(ctx context.Context, out check.Output) (*Line, error) {
	// Only this person may enter the folder, whose name nobody can guess.
	temp := roomyTemp()
	sweep(temp)
	dir, err := os.MkdirTemp(temp, folderPrefix)
	if err != nil {
		return nil, fmt.Errorf("making a folder for questions: %w", err)
	}
	l := &Line{out: out, dir: dir, secret: rand.Text(), known: map[string]string{}, released: map[string]bool{}, asked: map[string]int{}}
	if l.program, err = link(dir); err == nil {
		l.listener, err = (&net.ListenConfig{}).Listen(ctx, "unix", filepath.Join(dir, socketName))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("listening for questions: %w", err), os.RemoveAll(dir))
	}
	ctx, l.stop = context.WithCancel(ctx)
	l.tasks.Go(func() { l.accept(ctx) })
	return l, nil
}

// Knows has the line answer by itself what an account of the person's answers. It
// is called before any program asks.
func (l *Line) Knows(account Account) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.account = account
}

// Env returns the variables that have git and ssh ask over the line, and never
// in a terminal.
func (l *Line) Env() []string {
	return []string{
		"GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=" + l.program,
		"SSH_ASKPASS=" + l.program, "SSH_ASKPASS_REQUIRE=force",
		addressVariable + "=" + l.listener.Addr().String(), secretVariable + "=" + l.secret,
	}
}

// Unanswered returns the first question that was left without an answer, or nil.
func (l *Line) Unanswered() *Unanswered {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open
}

// Close takes back what is still asked and forgets every answer.
func (l *Line) Close() error {
	l.stop()
	err := l.listener.Close()
	l.tasks.Wait()
	return errors.Join(err, os.RemoveAll(l.dir))
}

func (l *Line) accept(ctx context.Context) {
	for {
		conn, err := l.listener.Accept()
		if err != nil {
			return // The line is closed.
		}
		l.tasks.Go(func() { l.serve(ctx, conn) })
	}
}

// serve answers one program that asks. It stops asking when that program has
// gone, as it does when the work is cancelled.
func (l *Line) serve(ctx context.Context, conn net.Conn) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	var e enquiry
	if err := json.NewDecoder(io.LimitReader(conn, most)).Decode(&e); err != nil {
		return
	}
	if subtle.ConstantTimeCompare([]byte(e.Secret), []byte(l.secret)) != 1 {
		return
	}
	l.tasks.Go(func() {
		// It sends nothing more, so a read ends when it has gone.
		_, _ = conn.Read(make([]byte, 1))
		cancel()
	})
	answer, err := l.answer(ctx, e)
	// One that has gone by now needs no answer.
	_ = json.NewEncoder(conn).Encode(reply{Answer: answer, Answered: err == nil})
}
