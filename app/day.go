package app

import (
	"fmt"
	"time"
)

// endOfDay returns the last moment of a day such as "2026-03-02" where the person is,
// by which the day is named; the zero moment for no day.
func endOfDay(day string) (time.Time, error) {
	if day == "" {
		return time.Time{}, nil
	}
	at, err := time.ParseInLocation(time.DateOnly, day, time.Local)
	if err != nil {
		return time.Time{}, &Error{
			Code: CodeAnswer, Message: fmt.Sprintf("%q is not a day", day), Hint: "Write it as year, month and day, such as 2027-01-31.",
		}
	}
	return at.AddDate(0, 0, 1).Add(-time.Millisecond), nil
}
