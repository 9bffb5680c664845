package repository

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

func TestMeter(t *testing.T) {
	for line, want := range map[string]check.Progress{
		"remote: Enumerating objects: 5, done.":                                         {Phase: "Enumerating objects", Done: 5, Unit: check.Items},
		"remote: Counting objects:  33% (1/3)":                                          {Phase: "Counting objects", Done: 1, Total: 3, Unit: check.Items},
		"Receiving objects:  45% (450/1000), 1.20 MiB | 2.30 MiB/s":                     {Phase: "Receiving objects", Done: 450, Total: 1000, Unit: check.Items, Bytes: 1258291, Rate: 2411724, Left: 1},
		"Receiving objects:  10% (100/1000), 2.00 GiB | 4.00 MiB/s":                     {Phase: "Receiving objects", Done: 100, Total: 1000, Unit: check.Items, Bytes: 2 << 30, Rate: 4 << 20, Left: 4608},
		"Receiving objects:   0% (9/1000), 2.00 MiB | 4.00 KiB/s":                       {Phase: "Receiving objects", Done: 9, Total: 1000, Unit: check.Items, Bytes: 2 << 20, Rate: 4 << 10},
		"Receiving objects:  50% (1/2), 2.00 KiB":                                       {Phase: "Receiving objects", Done: 1, Total: 2, Unit: check.Items, Bytes: 2 << 10},
		"Receiving objects: 7, 300 bytes | 20 bytes/s":                                  {Phase: "Receiving objects", Done: 7, Unit: check.Items, Bytes: 300, Rate: 20},
		"Resolving deltas: 100% (10/10), done.":                                         {Phase: "Resolving deltas", Done: 10, Total: 10, Unit: check.Items},
		"Writing objects: 100% (3/3), 300 bytes | 300.00 KiB/s, done.":                  {Phase: "Writing objects", Done: 3, Total: 3, Unit: check.Items, Bytes: 300, Rate: 300 << 10},
		"Updating files:   7% (99/1400)":                                                {Phase: "Updating files", Done: 99, Total: 1400, Unit: check.Items},
		"Downloading LFS objects:  50% (1/2), 1.2 MB | 3.4 MB/s":                        {Phase: "Downloading LFS objects", Done: 1, Total: 2, Unit: check.Items, Bytes: 1_200_000, Rate: 3_400_000, Left: 1},
		"Cloning into 'harbour'...":                                                     {},
		"remote: Total 3 (delta 0), reused 0 (delta 0), pack-reused 0 (from 0)":         {},
		"Delta compression using up to 2 threads":                                       {},
		"fatal: unable to access 'https://example.com/': Could not resolve host: x (1)": {},
	} {
		got, ok := meter(line)
		if ok != (want.Phase != "") || !cmp.Equal(got, want) {
			t.Errorf("meter(%q) = %+v, %t", line, got, ok)
		}
	}
}

type heard struct {
	check.Silent
	lines  []string
	phases []int64
}

func (h *heard) Line(text string)          { h.lines = append(h.lines, text) }
func (h *heard) Progress(p check.Progress) { h.phases = append(h.phases, p.Done) }

func TestFollowKeepsTheLastLineOfAPhase(t *testing.T) {
	h := &heard{}
	receive := follow(h)
	for _, l := range []process.Line{
		{Text: "Cloning into 'harbour'..."},
		{Text: "Receiving objects:  50% (1/2)", Overwrite: true},
		{Text: "Receiving objects: 100% (2/2)", Overwrite: true},
		{Text: "Receiving objects: 100% (2/2), 8 KiB | 1 MiB/s, done."},
		{Text: "something written over", Overwrite: true},
	} {
		receive(l)
	}
	if want := []string{"Cloning into 'harbour'...", "Receiving objects: 100% (2/2), 8 KiB | 1 MiB/s, done."}; !cmp.Equal(h.lines, want) {
		t.Errorf("lines %q, want %q", h.lines, want)
	}
	if want := []int64{1, 2, 2}; !cmp.Equal(h.phases, want) {
		t.Errorf("progress %v, want %v", h.phases, want)
	}
}
