package process_test

import (
	"os"
	"testing"

	"go.uber.org/goleak"

	"firstlight/backend/process"
)

func TestMain(m *testing.M) {
	if run, ok := helpers[os.Getenv(helperVar)]; ok {
		run()
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// helperVar has the test's own binary play another program.
const helperVar = "PROCESS_TEST_HELPER"

// helpers are the programs that the test's binary can play.
var helpers = map[string]func(){}

func runner() *process.Runner { return runnerWith() }

// runnerWith is one with more variables.
func runnerWith(vars ...string) *process.Runner { return process.New(append(os.Environ(), vars...)) }
