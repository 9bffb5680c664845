package journey

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readText returns the text of a file's bytes with its line ends as "\n", or why
// it cannot be read as text.
func readText(data []byte) (string, *fault) {
	start := Position{Line: 1, Column: 1}
	if len(data) > maxBytes {
		return "", &fault{start, "the file is larger than 1 MiB", "at most 1 MiB"}
	}
	text := string(data)
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		return "", &fault{start, "the file is in UTF-16", "a file that is saved as UTF-8"}
	}
	text = strings.TrimPrefix(text, "\ufeff")
	skipped := len(data) - len(text)
	if f := checkRunes(text, skipped); f != nil {
		return "", f
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	return text, checkLines(text)
}

// checkRunes refuses what is not UTF-8 and what no text has. skipped is the
// number of bytes that stood before text.
func checkRunes(text string, skipped int) *fault {
	at := Position{Line: 1, Column: 1}
	angles := 0
	for i, r := range text {
		if r == utf8.RuneError {
			if _, width := utf8.DecodeRuneInString(text[i:]); width == 1 {
				return &fault{at, fmt.Sprintf("byte %d of the file is not UTF-8", skipped+i+1), "a file that is saved as UTF-8"}
			}
		}
		if hidden(r) {
			return &fault{at, fmt.Sprintf("the file has the invisible character %U", r), "printable characters, spaces and line ends"}
		}
		if angles++; r != '<' {
			angles = 0
		}
		if angles > maxAngles {
			return &fault{at, fmt.Sprintf("more than %d < in a row", maxAngles), ""}
		}
		at.Column++
		if r == '\n' || r == '\r' && !strings.HasPrefix(text[i+1:], "\n") {
			at = Position{Line: at.Line + 1, Column: 1}
		}
	}
	return nil
}

// hidden reports whether r speaks to a terminal or turns the text around it, so
// that a command could look like another.
func hidden(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r':
		return false
	case r < 0x20, r >= 0x7f && r <= 0x9f:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r >= 0xe0000 && r <= 0xe007f:
		return true
	default:
		return r == 0xfeff || r == 0xfffe || r == 0xffff
	}
}

// invisible reports whether r shows nothing, which words may need but no path or
// address does.
func invisible(r rune) bool {
	return hidden(r) || r == '\t' || r == '\n' || r == '\r' || unicode.Is(unicode.Cf, r)
}

// checkLines refuses a file without content, and more blank lines in a row or
// tabs in a line than the YAML parser can take.
func checkLines(text string) *fault {
	blank, content, number := 0, false, 0
	for line := range strings.Lines(text) {
		number++
		if strings.Count(line, "\t") > maxLineTabs {
			return &fault{Position{number, 1}, fmt.Sprintf("more than %d tabs in a line", maxLineTabs), "fewer"}
		}
		line = strings.TrimSpace(line)
		if line == "" {
			if blank++; blank > maxBlankLines {
				return &fault{Position{number, 1}, fmt.Sprintf("more than %d blank lines in a row", maxBlankLines), "fewer"}
			}
			continue
		}
		blank = 0
		content = content || !strings.HasPrefix(line, "#")
	}
	if !content {
		return &fault{Position{1, 1}, "the file is empty", "a journey with a name and stages"}
	}
	return nil
}
