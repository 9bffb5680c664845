package share

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// Bundle is a set of texts that leave the machine together, as they are shown
// before they are written.
type Bundle struct {
	// Files are the texts in the order to read them.
	Files []File
}

// File is one text of a bundle.
type File struct {
	// Name is its name within the bundle, such as "doctor.txt".
	Name string `json:"name"`
	// Text is all that it says.
	Text string `json:"text"`
}

// Add adds a text.
func (b *Bundle) Add(name, text string) { b.Files = append(b.Files, File{Name: name, Text: text}) }

// Scrubbed returns the bundle without what is personal in it.
func (b Bundle) Scrubbed(s *Scrubber) Bundle {
	files := make([]File, 0, len(b.Files))
	for _, f := range b.Files {
		scrub := s.Scrub
		if strings.HasPrefix(path.Ext(f.Name), ".json") {
			scrub = s.ScrubJSON
		}
		files = append(files, File{Name: f.Name, Text: scrub(f.Text)})
	}
	return Bundle{Files: files}
}

// Preview returns every text of the bundle, each under its name.
func (b Bundle) Preview() string {
	var text strings.Builder
	for i, f := range b.Files {
		if i > 0 {
			text.WriteString("\n")
		}
		fmt.Fprintf(&text, "== %s ==\n%s\n", f.Name, strings.TrimRight(f.Text, "\n"))
	}
	return text.String()
}

// Write writes the bundle as a zip archive whose files all bear the moment at.
func (b Bundle) Write(w io.Writer, at time.Time) error {
	archive := zip.NewWriter(w)
	for _, f := range b.Files {
		part, err := archive.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: at})
		if err != nil {
			return fmt.Errorf("writing %s into the bundle: %w", f.Name, err)
		}
		if _, err := io.WriteString(part, f.Text); err != nil {
			return fmt.Errorf("writing %s into the bundle: %w", f.Name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("finishing the bundle: %w", err)
	}
	return nil
}
