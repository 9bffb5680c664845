package screen_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"firstlight/app/cli/screen"
	"firstlight/backend/check"
)

// terminal is a screen as a terminal of 40 columns would be.
func terminal(out *bytes.Buffer, colour bool) *screen.Screen {
	return screen.New(out, screen.Options{Width: func() int { return 40 }, Colour: colour, Live: true})
}

// show prints some of everything.
func show(s *screen.Screen) {
	s.Now("Cloning: 5 of 12 objects, which is a line too long for the screen")
	s.Line(s.Bold("Your machine"))
	s.Hang("  "+s.Mark(check.OK, false)+" ", "Git knows who you are, and will tell everyone who asks")
	s.Hang("  "+s.Mark(check.Failing, true)+" ", "Not cloned yet")
	s.Now("Cloning: done")
	s.Faint("    Seen  ", "a fact")
	s.Still()
	s.Gap()
	s.Line(s.Accent("$ git clone"), " ", s.Star())
	s.Prompt("Run it? ")
}

func TestATerminalWrapsColoursAndWritesOver(t *testing.T) {
	var out bytes.Buffer
	show(terminal(&out, true))
	erase := "\r\x1b[K"
	first, second := "Cloning: 5 of 12 objects, which is a l…", "Cloning: done"
	want := first + erase +
		"\x1b[1mYour machine\x1b[0m\n" + first + erase +
		"  \x1b[32m✓\x1b[0m Git knows who you are, and will tell\n" + first + erase +
		"    everyone who asks\n" + first + erase +
		"  \x1b[36m○\x1b[0m Not cloned yet\n" + first + erase + second + erase +
		"    Seen  \x1b[2ma fact\x1b[0m\n" + second + erase +
		"\n" +
		"\x1b[36m$ git clone\x1b[0m \x1b[33m★\x1b[0m\n" +
		"Run it? "
	if got := out.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestWithoutColoursATerminalStillWritesOver(t *testing.T) {
	var out bytes.Buffer
	show(terminal(&out, false))
	got := out.String()
	if strings.Contains(strings.ReplaceAll(got, "\r\x1b[K", ""), "\x1b") {
		t.Errorf("colours in %q", got)
	}
	if !strings.Contains(got, "\r\x1b[K") || !strings.Contains(got, "  ✓ Git") {
		t.Errorf("no line was written over in %q", got)
	}
}

func TestElsewhereLinesArePlain(t *testing.T) {
	var out bytes.Buffer
	show(screen.New(&out, screen.Options{}))
	want := `Your machine
  ok      Git knows who you are, and will tell everyone who asks
  to do   Not cloned yet
    Seen  a fact

$ git clone milestone
Run it? `
	if got := out.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestEveryStatusHasASignOfItsOwn(t *testing.T) {
	var out bytes.Buffer
	for name, s := range map[string]*screen.Screen{
		"terminal": terminal(&out, false), "plain": screen.New(&out, screen.Options{}),
	} {
		seen := map[string]check.Status{}
		for _, status := range check.Statuses() {
			mark := s.Mark(status, false)
			if other, ok := seen[mark]; ok {
				t.Errorf("%s: %s and %s are both %q", name, status, other, mark)
			}
			seen[mark] = status
		}
	}
}

type broken struct{ writes int }

func (b *broken) Write([]byte) (int, error) {
	b.writes++
	return 0, errors.New("the disk is full")
}

func TestAnErrorOfPrintingIsKeptAndEndsIt(t *testing.T) {
	out := &broken{}
	s := screen.New(out, screen.Options{})
	s.Line("one")
	s.Line("two")
	if s.Err() == nil || out.writes != 1 {
		t.Errorf("error %v after %d writes, want one write and its error", s.Err(), out.writes)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		room int
		want []string
	}{
		{"", 10, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 0, []string{"one two three"}},
		{"incomprehensibilities are words", 10, []string{"incomprehensibilities", "are words"}},
		{"first\n\n    code that is kept as it is\n", 12, []string{"first", "", "    code that is kept as it is"}},
		{"木木木 木木木 木木木", 13, []string{"木木木 木木木", "木木木"}},
	} {
		got := screen.Wrap(c.text, c.room)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.text, c.room, got, c.want)
		}
	}
}

func TestTextGoesBelowALeadThatLeavesNoRoom(t *testing.T) {
	for _, test := range []struct{ lead, want string }{
		{"  ok  ", "  ok  It is there and it\n      answers\n"},
		{"  ok  A long title of a step  ", "  ok  A long title of a step\n    It is there and it answers\n"},
		{"                ", "    It is there and it answers\n"},
	} {
		var out bytes.Buffer
		screen.New(&out, screen.Options{Live: true, Width: func() int { return 30 }}).Hang(test.lead, "It is there and it answers")
		if got := out.String(); got != test.want {
			t.Errorf("after %q:\n%q, want\n%q", test.lead, got, test.want)
		}
	}
}

func TestPrintedKeepsColoursAndNothingElse(t *testing.T) {
	line := "\x1b[32mgreen\x1b[0m\x1b[2J\rand\ttab"
	for _, test := range []struct {
		colour bool
		want   string
	}{
		{true, "\x1b[32mgreen\x1b[0mand tab\x1b[0m"},
		{false, "greenand tab"},
	} {
		s := screen.New(&bytes.Buffer{}, screen.Options{Colour: test.colour})
		if got := s.Printed(line); got != test.want {
			t.Errorf("with colours %t: %q, want %q", test.colour, got, test.want)
		}
	}
}

func TestWhatFitsOfALineIsAroundTheColumn(t *testing.T) {
	long := strings.Repeat("a", 40) + "X" + strings.Repeat("b", 40)
	for name, c := range map[string]struct {
		line   string
		column int
		text   string
		at     int
	}{
		"all of a short one": {"stages: X", 9, "stages: X", 9},
		"its beginning":      {long, 3, "aaaaaaaaaa…", 3},
		"its middle":         {long, 41, "…aaaaaXbbbb…", 7},
		"its end":            {long, 81, "…bbbbbbbbbb", 11},
		"right behind it":    {"stages", 99, "stages", 7},
		"no column":          {"stages", 0, "stages", 1},
	} {
		t.Run(name, func(t *testing.T) {
			text, at := screen.Around(c.line, c.column, 10)
			if text != c.text || at != c.at {
				t.Errorf("%q and column %d", text, at)
			}
		})
	}
}
