// The program tally reads the output of "go test -json" on standard input. It
// prints a line for each package and the whole output of what failed. To the
// first file that it is given it appends the totals as "passed failed skipped",
// to the second a line for each failure: the package and its test, if one is to
// blame. It ends with 1 when anything failed.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go test -json ./... | tally TOTALS FAILURES")
		os.Exit(2)
	}
	totals, err := run(os.Stdin, os.Stdout, os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	if totals.Failed > 0 {
		os.Exit(1)
	}
}

// run counts what it reads and appends the totals and the failures to the files.
func run(in io.Reader, out io.Writer, totalsFile, failuresFile string) (totals Totals, err error) {
	printer := bufio.NewWriter(out)
	totals, failures, err := Count(in, printer)
	if err != nil {
		return totals, fmt.Errorf("reading the output of go test: %w", err)
	}
	fmt.Fprintf(printer, "%d passed, %d failed, %d skipped\n", totals.Passed, totals.Failed, totals.Skipped)
	if err := printer.Flush(); err != nil {
		return totals, fmt.Errorf("printing the totals: %w", err)
	}
	line := fmt.Sprintln(totals.Passed, totals.Failed, totals.Skipped)
	if err := appendTo(totalsFile, line); err != nil {
		return totals, fmt.Errorf("keeping the totals: %w", err)
	}
	var lines strings.Builder
	for _, f := range failures {
		fmt.Fprintln(&lines, strings.TrimSpace(f.Package+" "+f.Test))
	}
	if err := appendTo(failuresFile, lines.String()); err != nil {
		return totals, fmt.Errorf("keeping the failures: %w", err)
	}
	return totals, nil
}

// appendTo writes the text at the end of the file, which it makes if need be.
func appendTo(file, text string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}
