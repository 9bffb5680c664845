// Chatty is the service that the bench runs in containers: it prints as many
// lines in a second as it is told to, until a signal has it be silent.
package main

import (
	"bufio"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

// turn is how often lines are printed.
const turn = 10 * time.Millisecond

func main() {
	rate, err := strconv.Atoi(os.Getenv("RATE"))
	if err != nil {
		fmt.Println("RATE is not a number:", err)
		os.Exit(2)
	}
	hush := make(chan os.Signal, 1)
	signal.Notify(hush, syscall.SIGUSR1)
	turns := time.NewTicker(turn)
	out := bufio.NewWriterSize(os.Stdout, 64<<10)
	began, printed := time.Now(), 0
	for {
		select {
		case <-hush:
			turns.Stop()
		case <-turns.C:
		}
		// A turn that came late prints what is due.
		for due := int(time.Since(began).Seconds() * float64(rate)); printed < due; printed++ {
			_, _ = fmt.Fprintf(out, "\x1b[36mtower\x1b[0m request %d \x1b[32m200\x1b[0m GET /lamps/%d in %d ms, for the north pier\n", printed, printed%40, printed%90)
		}
		if err := out.Flush(); err != nil {
			os.Exit(1)
		}
	}
}
