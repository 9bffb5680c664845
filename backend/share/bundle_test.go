package share_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/share"
)

func TestABundleIsWrittenAsItWasShown(t *testing.T) {
	var b share.Bundle
	b.Add("doctor.txt", "Found /home/grace/bin/go\n")
	b.Add("system.txt", "Linux")
	b = b.Scrubbed(share.NewScrubber(share.Person{Home: "/home/grace"}))
	if got, want := b.Preview(), "== doctor.txt ==\nFound ~/bin/go\n\n== system.txt ==\nLinux\n"; got != want {
		t.Errorf("preview %q, want %q", got, want)
	}
	var file bytes.Buffer
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	if err := b.Write(&file, at); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var got share.Bundle
	for _, part := range archive.File {
		if !part.Modified.Equal(at) {
			t.Errorf("%s bears the time %v", part.Name, part.Modified)
		}
		open, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(open)
		if err != nil {
			t.Fatal(err)
		}
		got.Add(part.Name, string(text))
	}
	if diff := cmp.Diff(b, got); diff != "" {
		t.Errorf("written (-shown +written):\n%s", diff)
	}
}
