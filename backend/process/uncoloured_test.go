package process_test

import (
	"strings"
	"testing"

	"firstlight/backend/process"
)

func TestWhatAProgramSaidLastHasNoColours(t *testing.T) {
	err := &process.ExitError{Program: "the command", Code: 3, Output: "working\n\x1b[31;1mno route\x1b[0m to it\x1b[K\n"}
	if got := err.Error(); !strings.HasSuffix(got, ": no route to it") {
		t.Errorf("%q", got)
	}
}
