package main

import (
	"strings"
	"testing"
)

// Two lamps that shine alike would send a ship onto the rocks.
func TestNoTwoLampsAreAlike(t *testing.T) {
	names, lights := map[string]bool{}, map[string]string{}
	for _, lamp := range crew() {
		if strings.TrimSpace(lamp.Name) == "" {
			t.Errorf("the lamp %q has no name", lamp.Light)
		}
		if names[lamp.Name] {
			t.Errorf("%s has two lamps; one is enough", lamp.Name)
		}
		names[lamp.Name] = true
		if other, taken := lights[lamp.Light]; taken {
			t.Errorf("%s and %s both shine %q; choose another light for one of them", other, lamp.Name, lamp.Light)
		}
		lights[lamp.Light] = lamp.Name
	}
}

func TestEveryLampShines(t *testing.T) {
	for _, lamp := range crew() {
		if _, err := parseLight(lamp.Light); err != nil {
			t.Errorf("the lamp of %s: %v", lamp.Name, err)
		}
	}
}
