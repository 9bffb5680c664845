package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// Totals counts tests with their subtests, and packages that failed outside
// any test.
type Totals struct{ Passed, Failed, Skipped int }

// Failure is what "go test" can be asked to run again.
type Failure struct {
	Package string
	Test    string // the outermost one; empty where no test is to blame
}

// event is one line of "go test -json".
type event struct {
	Action     string
	Package    string
	ImportPath string // where a build failed
	Test       string
	Elapsed    float64 // seconds
	Output     string
}

// counter holds the output of what has not ended yet.
type counter struct {
	totals Totals
	out    io.Writer
	output map[string]*strings.Builder // by package and test
	failed map[string]bool             // packages with a failed test
	tests  map[string]int              // tests run by package

	failures []Failure
	last     strings.Builder // what the failures said
}

// Count reads the lines of "go test -json" until the end, prints a line for
// each package and closes with the output of each failure: the end of a log is
// the part of it that is read.
func Count(in io.Reader, out io.Writer) (Totals, []Failure, error) {
	c := counter{out: out, output: map[string]*strings.Builder{}, failed: map[string]bool{}, tests: map[string]int{}}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return c.totals, c.failures, fmt.Errorf("not a line of go test -json: %q: %w", lines.Text(), err)
		}
		c.note(e)
	}
	fmt.Fprint(out, c.last.String())
	return c.totals, c.failures, lines.Err()
}

// note takes in one event.
func (c *counter) note(e event) {
	switch e.Action {
	case "output":
		c.keep(e.Package+" "+e.Test, e.Output)
	case "build-output":
		c.last.WriteString(e.Output)
	case "pass", "fail", "skip":
		if e.Test == "" {
			c.endPackage(e)
		} else {
			c.endTest(e)
		}
	}
}

// keep holds output back until its test or package ends.
func (c *counter) keep(key, output string) {
	held, ok := c.output[key]
	if !ok {
		held = &strings.Builder{}
		c.output[key] = held
	}
	held.WriteString(output)
}

// release prints what was held back.
func (c *counter) release(key string, out io.Writer) {
	if held, ok := c.output[key]; ok {
		fmt.Fprint(out, held.String())
	}
}

func (c *counter) endTest(e event) {
	key := e.Package + " " + e.Test
	c.tests[e.Package]++
	switch e.Action {
	case "pass":
		c.totals.Passed++
	case "skip":
		c.totals.Skipped++
		c.release(key, c.out)
	case "fail":
		c.totals.Failed++
		c.failed[e.Package] = true
		c.release(key, &c.last)
		if !strings.Contains(e.Test, "/") {
			c.failures = append(c.failures, Failure{Package: e.Package, Test: e.Test})
		}
	}
	delete(c.output, key)
}

func (c *counter) endPackage(e event) {
	if e.Action == "fail" && !c.failed[e.Package] {
		// It did not build, panicked outside a test or left a process behind.
		c.totals.Failed++
		c.failures = append(c.failures, Failure{Package: e.Package})
		c.releasePackage(e.Package)
	}
	if e.Action != "skip" {
		took := time.Duration(e.Elapsed * float64(time.Second)).Round(time.Millisecond)
		fmt.Fprintf(c.out, "%s %s, %d tests, %v\n", e.Action, e.Package, c.tests[e.Package], took)
	}
}

// releasePackage prints all that a package said, with that of tests which never
// ended.
func (c *counter) releasePackage(name string) {
	for key := range c.output {
		if strings.HasPrefix(key, name+" ") {
			c.release(key, &c.last)
		}
	}
}
