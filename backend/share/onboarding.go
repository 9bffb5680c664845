package share

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"firstlight/backend/progress"
)

// OnboardingVersion is the version of the file that an onboarding leaves in.
const OnboardingVersion = 1

// format is what the file says that it is.
const format = "firstlight-onboarding"

// Onboarding is one onboarding as it leaves the machine and as it comes to
// another: what happened, with nothing in it that tells of whom.
type Onboarding struct {
	// ID is that of the onboarding, by which it is known again.
	ID string
	// Track is the track of the journey that it was begun for; it may be empty.
	Track string
	// Events are what happened, in order. They have no Seq.
	Events []progress.Event
}

// Write writes the file: one event in each line, and last how many there are and
// what they add up to, by which a file that is not whole is known.
func (o Onboarding) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	about, err := json.Marshal(header{ID: o.ID, Track: o.Track})
	if err != nil {
		return fmt.Errorf("writing the onboarding: %w", err)
	}
	// What is printed into the buffer fails when it is flushed.
	fmt.Fprintf(out, "{\n\"format\": %q,\n\"version\": %d,\n\"onboarding\": %s,\n\"events\": [\n", format, OnboardingVersion, about)
	sum := newSum()
	sum.add(about)
	for i, e := range o.Events {
		line, err := json.Marshal(toWire(e))
		if err != nil {
			return fmt.Errorf("writing event %d of the onboarding: %w", i+1, err)
		}
		sum.add(line)
		if i > 0 {
			_, _ = out.WriteString(",\n")
		}
		_, _ = out.Write(line)
	}
	fmt.Fprintf(out, "\n],\n\"end\": {\"events\": %d, \"sha256\": %q}\n}\n", len(o.Events), sum.text())
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the onboarding: %w", err)
	}
	return nil
}

// sum adds up what is said of the onboarding and the lines of its events.
type sum struct{ hash hash.Hash }

func newSum() sum { return sum{sha256.New()} }

func (s sum) add(line []byte) {
	// A hash takes all that it is given.
	_, _ = s.hash.Write(line)
	_, _ = s.hash.Write([]byte{'\n'})
}

func (s sum) text() string { return hex.EncodeToString(s.hash.Sum(nil)) }
