package machine_test

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/machine"
	"firstlight/backend/process"
)

// A copy of these tests can be started in surroundings of its own, where it only
// looks at one claim and prints what it found. These variables say at which, and
// below which folder the files of the system are.
const (
	copyLooks = "FIRSTLIGHT_TEST_LOOKS"
	copyRoot  = "FIRSTLIGHT_TEST_ROOT"
	// copyHolds is a port for it to hold instead, until it is ended.
	copyHolds = "FIRSTLIGHT_TEST_HOLDS"
)

func TestMain(m *testing.M) {
	if port := os.Getenv(copyHolds); port != "" {
		hold(port)
	}
	here := machine.New(machine.Config{Runner: process.New(os.Environ()), Root: os.Getenv(copyRoot)})
	var report any
	switch os.Getenv(copyLooks) {
	case "keyring":
		report = reportKeyring(here)
	case "limits":
		report = here.Limits(machine.LimitsSpec{}).Observe(context.Background(), check.Silent{})
	default:
		os.Exit(m.Run())
	}
	if err := json.NewEncoder(os.Stdout).Encode(report); err != nil {
		panic(err)
	}
}

func hold(port string) {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		panic(err)
	}
	for {
		if _, err := l.Accept(); err != nil {
			panic(err)
		}
	}
}
