package process_test

import (
	"os"
	"sync"
	"testing"

	"firstlight/backend/process"
)

func TestNothingThatWasPrintedIsLostOnABusyMachine(t *testing.T) {
	r := process.New(os.Environ())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 60 {
				result, err := r.Run(t.Context(), process.Spec{Shell: "echo one"})
				if err != nil || result.Stdout != "one\n" && result.Stdout != "one\r\n" {
					t.Errorf("printed %q, %v; want the line", result.Stdout, err)
					return
				}
			}
		})
	}
	wg.Wait()
}
