// Package needed says what tests need of a machine.
package needed

import (
	"os"
	"testing"

	"firstlight/backend/process"
)

// Program skips a test where a program is missing, and says which package brings
// it; on CI, where everything is to be there, the test fails.
func Program(t testing.TB, program, packaged string) {
	t.Helper()
	if _, err := process.New(os.Environ()).Find(program); err == nil {
		return
	}
	const lacks = "%s is missing; install it with: apt-get install %s"
	if os.Getenv("CI") != "" {
		t.Fatalf(lacks, program, packaged)
	}
	t.Skipf(lacks, program, packaged)
}
