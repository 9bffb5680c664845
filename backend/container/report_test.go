package container_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/docker/compose/v5/pkg/api"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

func TestLinesOfABuilder(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		parts []string
		lines []string
	}{
		"whole lines":           {[]string{"a\nb\n"}, []string{"a", "b"}},
		"lines in parts":        {[]string{"on", "e\ntw", "o"}, []string{"one", "two"}},
		"a counter":             {[]string{"1 kB\r2 kB\r", "3 kB\r\ndone\n"}, []string{"3 kB", "done"}},
		"blank lines":           {[]string{"\n \n\r\na\n"}, []string{"a"}},
		"a line without an end": {[]string{strings.Repeat("x", 20_000), "y\n"}, []string{strings.Repeat("x", 20_000), "y"}},
		"not UTF-8":             {[]string{"a\xffb\n"}, []string{"a�b"}},
		"nothing":               {nil, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := room.Lines(test.parts...); !slices.Equal(got, test.lines) {
				t.Errorf("got %q, want %q", got, test.lines)
			}
		})
	}
}

func TestStepsOfABuilder(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ done, total int64 }{
		"Step 2/5 : COPY lighthouse /lighthouse":     {1, 5},
		"#5 [1/2] COPY lighthouse /lighthouse":       {0, 2},
		"#7 [lighthouse 2/3] RUN make":               {1, 3},
		"#9 [lighthouse build 10/12] RUN go build .": {9, 12},
		"#2 [internal] load build definition":        {},
		"Step by step":                               {},
		"Step 99999999999999999999/1 : FROM scratch": {},
	}
	for line, wanted := range tests {
		done, total, ok := room.BuildStep(line)
		if done != wanted.done || total != wanted.total || ok != (wanted.total > 0) {
			t.Errorf("%q is step %d of %d, %v", line, done, total, ok)
		}
	}
}

func TestReportAddsUpWhatIsPulled(t *testing.T) {
	t.Parallel()
	out := &record{}
	room.Report(out, "web",
		api.Resource{ID: "Image p-web", Text: api.StatusPulling},
		api.Resource{ID: "a", ParentID: "Image p-web", Text: "Downloading", Current: 10, Total: 100},
		api.Resource{ID: "b", ParentID: "Image p-web", Text: "Downloading", Current: 5, Total: 50},
		api.Resource{ID: "a", ParentID: "Image p-web", Text: "Download complete", Status: api.Done},
		api.Resource{ID: "Image p-web", Text: api.StatusPulled, Status: api.Done},
		api.Resource{ID: "Image p-web", Text: api.StatusPulled, Status: api.Done},
	)
	if got := out.text(); got != "image of web: Pulling\nimage of web: Pulled" {
		t.Errorf("lines %q", got)
	}
	wanted := []check.Progress{
		{Phase: "Pulling image of web", Done: 10, Total: 100, Unit: check.Bytes},
		{Phase: "Pulling image of web", Done: 15, Total: 150, Unit: check.Bytes},
		{Phase: "Pulling image of web", Done: 105, Total: 150, Unit: check.Bytes},
	}
	if !slices.Equal(out.progress, wanted) {
		t.Errorf("progress %v, want %v", out.progress, wanted)
	}
}
