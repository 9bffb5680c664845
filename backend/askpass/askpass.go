// Package askpass takes the questions that git and ssh ask, such as for a
// password, to the person who looks at Firstlight, in whichever face she does.
//
// Git and ssh start a program of one's choice to ask for them. That program is
// Firstlight itself, started once more: it carries the question over a socket
// to the Firstlight that started git, and hands the answer back. No answer is
// written down, printed or kept longer than the work that needs it.
package askpass

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

// The variables that tell the asking program where to ask, and show that it was
// started by work of ours.
const (
	addressVariable = "FIRSTLIGHT_ASKPASS"
	secretVariable  = "FIRSTLIGHT_ASKPASS_SECRET"
)

// hintVariable is how ssh says that a question wants no line: "confirm" wants a
// yes, and "none" wants nothing here.
const hintVariable = "SSH_ASKPASS_PROMPT"

// enquiry is what the asking program sends, and reply what it gets.
type enquiry struct {
	Secret string `json:"secret"`
	Prompt string `json:"prompt"`
	Hint   string `json:"hint"`
}

type reply struct {
	Answer   string `json:"answer"`
	Answered bool   `json:"answered"`
}

// most is how long an enquiry or a reply may be, in bytes.
const most = 64 << 10

// dialLimit is how long the asking program waits for the one that it asks to be
// there. For the answer it waits as long as the person takes.
const dialLimit = 5 * time.Second

// Main is where a program begins that git or ssh may start to ask: it asks and
// reports true, or reports false where nobody started it for that. Code is what
// the program is to exit with.
func Main() (code int, asked bool) {
	address := os.Getenv(addressVariable)
	const onlyTheQuestion = 2
	if address == "" || len(os.Args) != onlyTheQuestion || !calledToAsk(os.Args[0]) {
		return 0, false
	}
	answer, answered, err := ask(address, enquiry{Secret: os.Getenv(secretVariable), Prompt: os.Args[1], Hint: os.Getenv(hintVariable)})
	if err != nil {
		fmt.Fprintln(os.Stderr, "firstlight: asking:", err)
	}
	if err != nil || !answered {
		return 1, true
	}
	if _, err := fmt.Fprintln(os.Stdout, answer); err != nil {
		return 1, true
	}
	return 0, true
}

func ask(address string, e enquiry) (answer string, answered bool, err error) {
	conn, err := net.DialTimeout("unix", address, dialLimit)
	if err != nil {
		return "", false, fmt.Errorf("nobody listens any more: %w", err)
	}
	defer func() { _ = conn.Close() }()
	if err := json.NewEncoder(conn).Encode(e); err != nil {
		return "", false, fmt.Errorf("passing the question on: %w", err)
	}
	var r reply
	if err := json.NewDecoder(io.LimitReader(conn, most)).Decode(&r); err != nil {
		return "", false, fmt.Errorf("waiting for the answer: %w", err)
	}
	return r.Answer, r.Answered, nil
}
