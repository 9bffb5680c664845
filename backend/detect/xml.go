package detect

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// element is one element of an XML file that has text alone.
type element struct {
	// path is the names from the root to it, with slashes.
	path string
	text string
	line int
}

// xmlDepth bounds how deep elements are looked at.
const xmlDepth = 32

// xml returns the elements of those names, or all with text for no name. What
// cannot be read is a note, and what stands before it is returned.
func (f *file) xml(names ...string) []element {
	decoder := xml.NewDecoder(bytes.NewReader(f.data))
	decoder.Strict = false
	var found []element
	var open []string
	text, line := "", 0
	for {
		token, err := decoder.Token()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				f.tree.note(f.path, 0, "not understood to its end: %v", err)
			}
			return found
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, t.Name.Local)
			if len(open) > xmlDepth {
				f.tree.note(f.path, 0, "not understood to its end: it is nested too deeply")
				return found
			}
			text = ""
			line, _ = decoder.InputPos()
		case xml.CharData:
			text += string(t)
		case xml.EndElement:
			if trimmed := strings.TrimSpace(text); trimmed != "" && (len(names) == 0 || slices.Contains(names, t.Name.Local)) {
				found = append(found, element{path: strings.Join(open, "/"), text: trimmed, line: line})
			}
			text = ""
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
}
