package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCount(t *testing.T) {
	tests := []struct {
		name    string
		in      string
		want    Totals
		fails   []Failure
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
			fails:  []Failure{{Package: "p", Test: "TestA"}},
			prints: "fail p, 1 tests, 100ms\na.go:1: wrong\n",
		},
		{
			name: "blames the outermost test, once",
			in: `{"Action":"fail","Package":"p","Test":"TestA/one"}
{"Action":"fail","Package":"p","Test":"TestA/two"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"p"}`,
			want:  Totals{Failed: 3},
			fails: []Failure{{Package: "p", Test: "TestA"}},
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
			fails:  []Failure{{Package: "p"}},
			prints: "p.go:1: syntax error\n",
		},
		{
			name: "shows the test that was running when its package died",
			in: `{"Action":"output","Package":"p","Test":"TestA","Output":"panic: boom\n"}
{"Action":"fail","Package":"p"}`,
			want:   Totals{Failed: 1},
			fails:  []Failure{{Package: "p"}},
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
			got, fails, err := Count(strings.NewReader(test.in), &out)
			if (err != nil) != test.failing {
				t.Fatalf("Count: error %v, want one: %v", err, test.failing)
			}
			if got != test.want {
				t.Errorf("totals %+v, want %+v", got, test.want)
			}
			if !slices.Equal(fails, test.fails) {
				t.Errorf("failures %+v, want %+v", fails, test.fails)
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

func TestRunAppendsTheTotalsAndTheFailures(t *testing.T) {
	totals, failures := filepath.Join(t.TempDir(), "tally"), filepath.Join(t.TempDir(), "failures")
	if err := os.WriteFile(totals, []byte("1 0 0\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	in := strings.NewReader(`{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"q"}`)
	if _, err := run(in, &strings.Builder{}, totals, failures); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{totals: "1 0 0\n0 2 0\n", failures: "p TestA\nq\n"} {
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s holds %q, want %q", filepath.Base(file), got, want)
		}
	}
}
