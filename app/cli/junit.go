package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"firstlight/app"
	"firstlight/backend/check"
)

// The elements of JUnit's XML as the programs that read it agree on.
type (
	junitSuites struct {
		XMLName xml.Name     `xml:"testsuites"`
		Suites  []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     string      `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		Time    string       `xml:"time,attr"`
		Failure *junitReason `xml:"failure"`
		Error   *junitReason `xml:"error"`
		Skipped *junitReason `xml:"skipped"`
	}
	junitReason struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes a diagnosis as JUnit's XML: a claim that fails is a failure,
// one that could not be told an error, one that waits or is muted is skipped.
func writeJUnit(w io.Writer, d diagnosis) error {
	suite := junitSuite{Name: d.title, Tests: len(d.found)}
	var total int64
	for _, step := range d.found {
		one := junitCase{Name: step.Title, Class: string(step.Kind) + "." + step.ID, Time: seconds(step.TookMS)}
		reason := &junitReason{Message: step.Summary, Type: step.Code, Text: reasonText(step)}
		switch step.Status {
		case check.OK:
		case check.Failing:
			one.Failure = reason
			suite.Failures++
		case check.Blocked, check.Muted:
			one.Skipped = reason
			suite.Skipped++
		default:
			one.Error = reason
			suite.Errors++
		}
		suite.Cases = append(suite.Cases, one)
		total += step.TookMS
	}
	suite.Time = seconds(total)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("writing JUnit's XML: %w", err)
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(junitSuites{Suites: []junitSuite{suite}}); err != nil {
		return fmt.Errorf("writing JUnit's XML: %w", err)
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return fmt.Errorf("writing JUnit's XML: %w", err)
	}
	return nil
}

func seconds(ms int64) string { return fmt.Sprintf("%.3f", float64(ms)/1000) }

func reasonText(step app.Step) string {
	var b strings.Builder
	for _, fact := range step.Evidence {
		fmt.Fprintf(&b, "%s: %s\n", fact.Label, fact.Value)
	}
	for _, fix := range step.Fixes {
		fmt.Fprintf(&b, "%s: %s\n", fix.Title, strings.Join(fix.Commands, "; "))
	}
	b.WriteString(step.Detail)
	return b.String()
}
