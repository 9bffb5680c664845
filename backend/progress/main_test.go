package progress_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain has every property held over a thousand histories, unless it is told
// otherwise, and the seed of one that fails printed rather than kept in a file.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{"rapid.checks": "1000", "rapid.nofailfile": "true"} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	flag.Parse()
	os.Exit(m.Run())
}
