// The program tally reads the output of "go test -json" on standard input. It
// prints a line for each package and the whole output of what failed, appends
// the totals to the file that it is given as "passed failed skipped", and ends
// with 1 when anything failed.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go test -json ./... | tally FILE")
		os.Exit(2)
	}
	totals, err := run(os.Stdin, os.Stdout, os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	if totals.Failed > 0 {
		os.Exit(1)
	}
}

// run counts what it reads and appends the totals to the file.
func run(in io.Reader, out io.Writer, file string) (totals Totals, err error) {
	printer := bufio.NewWriter(out)
	totals, err = Count(in, printer)
	if err != nil {
		return totals, fmt.Errorf("reading the output of go test: %w", err)
	}
	fmt.Fprintf(printer, "%d passed, %d failed, %d skipped\n", totals.Passed, totals.Failed, totals.Skipped)
	if err := printer.Flush(); err != nil {
		return totals, fmt.Errorf("printing the totals: %w", err)
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return totals, fmt.Errorf("opening the file of totals: %w", err)
	}
	if _, err := fmt.Fprintln(f, totals.Passed, totals.Failed, totals.Skipped); err != nil {
		return totals, fmt.Errorf("writing the totals: %w", err)
	}
	return totals, f.Close()
}
