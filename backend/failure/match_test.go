package failure_test

import (
	"strings"
	"testing"
	"time"

	"firstlight/backend/failure"
)

func TestCleanShowsWhatAPersonReads(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"plain", "one\ntwo\n", "one\ntwo\n"},
		{"colours", "\x1b[31merror:\x1b[0m no \x1b[38;5;208mspace\x1b[m\n", "error: no space\n"},
		{"the cursor", "\x1b[2K\x1b[1Ghello\x1b[?25h", "hello"},
		{"a title", "\x1b]0;npm install\x07done", "done"},
		{"a link", "\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\", "here"},
		{"a sequence that never ends", "\x1b]0;title\nerror", "\nerror"},
		{"Windows line ends", "one\r\ntwo\r\n", "one\ntwo\n"},
		{"a progress bar", "10%\r20%\rerror: no\n", "10%\n20%\nerror: no\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := failure.Clean(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestEndOfTheOutputIsLookedAtFirst(t *testing.T) {
	catalogue := list(t, "early one:late", "late two")
	filler := strings.Repeat("all is well\n", failure.EndLimit/12)
	cases := []struct{ name, output, want string }{
		{"both at the end", "one\ntwo\n", "early"},
		{"one of them too early to count beside the other", "one\n" + filler + "two\n", "late"},
		{"nothing at the end", "one\n" + filler, "early"},
		{"too early to be looked at", "one\n" + strings.Repeat(filler, failure.WholeLimit/failure.EndLimit+1), ""},
		{"one long line", strings.Repeat("x", failure.WholeLimit) + " two", "late"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := catalogue.Match(c.output, "linux"); got.ID != c.want {
				t.Errorf("got %q, want %q", got.ID, c.want)
			}
		})
	}
}

// The time may grow with the output, but no faster: ten times the output may
// not take a hundred times as long.
func TestTimeGrowsWithTheOutputOnly(t *testing.T) {
	catalogue := known(t)
	for name, line := range map[string]string{
		"log":     "2026-01-01T00:00:00Z INFO api request served path=/orders status=200\n",
		"letters": strings.Repeat("a", 5000) + "\n",
		"dots":    strings.Repeat("../", 2000) + "\n",
		"almost":  "fatal: unable to access 'https://" + strings.Repeat("a.", 900) + "\n",
		"quotes":  strings.Repeat("'make' is not recognized as ", 99) + "\n",
		"bytes":   strings.Repeat("\xff\x00\xfe", 999) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			small := strings.Repeat(line, 100_000/len(line)+1)
			large := strings.Repeat(line, 1_000_000/len(line)+1)
			took := func(output string) time.Duration {
				least := time.Hour
				for range 3 {
					start := time.Now()
					catalogue.Match(output, "linux")
					least = min(least, time.Since(start))
				}
				return least
			}
			if s, l := took(small), took(large); l > 60*s+time.Second {
				t.Errorf("100 kB took %s and 1 MB %s", s, l)
			}
		})
	}
}

func BenchmarkMatchOfAnUnknownMegabyte(b *testing.B) {
	catalogue := known(b)
	output := strings.Repeat("2026-01-01T00:00:00Z INFO api request served path=/orders status=200\n", 15_000)
	b.SetBytes(int64(len(output)))
	for b.Loop() {
		catalogue.Match(output, "linux")
	}
}

func FuzzMatch(f *testing.F) {
	catalogue := known(f)
	f.Add("fatal: detected dubious ownership in repository at '/home/ada/$(reboot)'\n", "linux")
	f.Add("\x1b[31mbash: line 1: just: command not found\r\n", "windows")
	f.Fuzz(func(t *testing.T, output, goos string) {
		got, ok := catalogue.Match(output, goos)
		if ok != (got.ID != "") {
			t.Errorf("got %+v, %t", got, ok)
		}
		if strings.ContainsAny(got.Command+got.Cause+got.Next, "\n\r\x1b\x00") {
			t.Errorf("got something that a terminal acts on: %+v", got)
		}
	})
}
