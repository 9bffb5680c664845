package guardrail

import (
	"fmt"
	"sync"

	"github.com/zricethezav/gitleaks/v8/detect"
)

// Gitleaks finds secrets by the rules of gitleaks. The rules take a third of a
// second and 20 MiB, so they are read for a search and let go of after it.
type Gitleaks struct {
	// opening is held while the rules are read: gitleaks keeps them in one place
	// for the whole program meanwhile.
	opening sync.Mutex
}

// Open reads the rules.
func (g *Gitleaks) Open() (Search, error) {
	g.opening.Lock()
	defer g.opening.Unlock()
	detector, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		return nil, fmt.Errorf("reading the rules of gitleaks: %w", err)
	}
	return gitleaksSearch{detector}, nil
}

type gitleaksSearch struct{ detector *detect.Detector }

// In returns the leaks in a text. The secrets end here: what is returned holds no
// letter of them, even where a file is named after one.
func (s gitleaksSearch) In(file, text string, line int) []Leak {
	//lint:ignore SA1019 The detector takes no other kind of fragment before its version 9.
	found := s.detector.Detect(detect.Fragment{Raw: text, FilePath: file, StartLine: line})
	leaks := make([]Leak, 0, len(found))
	for _, f := range found {
		leaks = append(leaks, Leak{Rule: f.RuleID, File: mask(f.File, f.Secret), Line: f.StartLine})
	}
	return leaks
}
