package main

import (
	"fmt"
	"regexp"
	"strconv"
)

// Light is how a lamp shines.
type Light struct {
	// Rhythm is "Fl" (more dark than light), "Fl(2)" and "Fl(3)" (the same in
	// groups), "Oc" (more light than dark) or "Iso" (as much light as dark).
	Rhythm string
	// Colour is W, R, G or Y: white, red, green or yellow.
	Colour string
	// Seconds is how long it takes until the lamp starts over.
	Seconds int
}

var written = regexp.MustCompile(`^(Fl|Fl\(2\)|Fl\(3\)|Oc|Iso) (W|R|G|Y) (\d{1,2})s$`)

// parseLight reads a light as sea charts write it, such as "Fl(2) W 10s".
func parseLight(text string) (Light, error) {
	parts := written.FindStringSubmatch(text)
	if parts == nil {
		return Light{}, fmt.Errorf("light %q: want a rhythm (Fl, Fl(2), Fl(3), Oc, Iso), a colour (W, R, G, Y) and seconds, such as %q", text, "Fl(2) W 10s")
	}
	seconds, err := strconv.Atoi(parts[3])
	if err != nil || seconds < 2 || seconds > 30 {
		return Light{}, fmt.Errorf("light %q: want 2 to 30 seconds", text)
	}
	return Light{Rhythm: parts[1], Colour: parts[2], Seconds: seconds}, nil
}
