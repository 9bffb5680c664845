package main

import "testing"

func TestParseLight(t *testing.T) {
	for text, want := range map[string]Light{
		"Fl W 5s":     {"Fl", "W", 5},
		"Fl(3) Y 15s": {"Fl(3)", "Y", 15},
		"Oc R 6s":     {"Oc", "R", 6},
		"Iso G 30s":   {"Iso", "G", 30},
	} {
		if got, err := parseLight(text); err != nil || got != want {
			t.Errorf("parseLight(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "Fl", "Fl W", "Fl W 5", "fl w 5s", "Fl(4) W 5s", "Fl B 5s", "Fl W 1s", "Fl W 31s", "Fl W 5s "} {
		if got, err := parseLight(text); err == nil {
			t.Errorf("parseLight(%q) = %v; want an error", text, got)
		}
	}
}
