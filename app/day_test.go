package app

import (
	"testing"
	"time"
)

// TestTheEndOfADayIsNamedByIt holds what is said to end with a day to what is then shown
// of it.
func TestTheEndOfADayIsNamedByIt(t *testing.T) {
	end, err := endOfDay("2026-12-05")
	if err != nil {
		t.Fatal(err)
	}
	if got := end.Local().Format(time.DateOnly); got != "2026-12-05" {
		t.Errorf("it ends on %s", got)
	}
	if next := end.Add(time.Millisecond).Local(); next.Hour() != 0 || next.Day() != 6 {
		t.Errorf("a moment later it is %s", next)
	}
}
