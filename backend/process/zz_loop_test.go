package process_test

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"

	"firstlight/backend/process"
)

func TestZZ(t *testing.T) {
	r := process.New(os.Environ())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 200 {
				res, err := r.Run(context.Background(), process.Spec{Args: []string{"git", "config", "--get", "remote.origin.url"}, Dir: "/tmp/flh1/workspace/harbour"})
				if err != nil || strings.TrimSpace(res.Stdout) == "" {
					t.Errorf("%d: %v %+v", i, err, res)
					return
				}
			}
		})
	}
	wg.Wait()
}
