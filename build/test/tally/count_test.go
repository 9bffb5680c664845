package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCount(t *testing.T) {
	tests := []struct {
		name    string
		in      string
		want    Totals
		prints  string
		silent  string
		failing bool
	}{
		{
			name: "counts tests and subtests, and prints no output of what passed",
			in: `{"Action":"output","Package":"p","Test":"TestA","Output":"hidden\n"}
{"Action":"pass","Package":"p","Test":"TestA/one"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Elapsed":1.5}`,
			want:   Totals{Passed: 2},
			prints: "pass p, 2 tests, 1.5s\n",
			silent: "hidden",
		},
		{
			name: "prints the output of a failed test once",
			in: `{"Action":"output","Package":"p","Test":"TestA","Output":"a.go:1: wrong\n"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"p","Elapsed":0.1}`,
			want:   Totals{Failed: 1},
			prints: "a.go:1: wrong\nfail p, 1 tests, 100ms\n",
		},
		{
			name: "says why a test was skipped",
			in: `{"Action":"output","Package":"p","Test":"TestA","Output":"needs docker\n"}
{"Action":"skip","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p"}`,
			want:   Totals{Skipped: 1},
			prints: "needs docker\n",
		},
		{
			name: "counts a package that does not build as a failure",
			in: `{"ImportPath":"p","Action":"build-output","Output":"p.go:1: syntax error\n"}
{"ImportPath":"p","Action":"build-fail"}
{"Action":"fail","Package":"p"}`,
			want:   Totals{Failed: 1},
			prints: "p.go:1: syntax error\n",
		},
		{
			name: "shows the test that was running when its package died",
			in: `{"Action":"output","Package":"p","Test":"TestA","Output":"panic: boom\n"}
{"Action":"fail","Package":"p"}`,
			want:   Totals{Failed: 1},
			prints: "panic: boom\n",
		},
		{
			name:   "does not mention a package without tests",
			in:     `{"Action":"skip","Package":"quiet"}`,
			silent: "quiet",
		},
		{name: "refuses what is not JSON", in: "FAIL", failing: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			got, err := Count(strings.NewReader(test.in), &out)
			if (err != nil) != test.failing {
				t.Fatalf("Count: error %v, want one: %v", err, test.failing)
			}
			if got != test.want {
				t.Errorf("totals %+v, want %+v", got, test.want)
			}
			if !strings.Contains(out.String(), test.prints) {
				t.Errorf("printed %q, want it to contain %q", out.String(), test.prints)
			}
			if test.silent != "" && strings.Contains(out.String(), test.silent) {
				t.Errorf("printed %q, want no %q in it", out.String(), test.silent)
			}
		})
	}
}

func TestRunAppendsTheTotals(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tally")
	if err := os.WriteFile(file, []byte("1 0 0\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	in := strings.NewReader(`{"Action":"pass","Package":"p","Test":"TestA"}`)
	if _, err := run(in, &strings.Builder{}, file); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := "1 0 0\n1 0 0\n"; string(got) != want {
		t.Errorf("the file holds %q, want %q", got, want)
	}
}
