package detect

import (
	"path"
	"slices"
	"strings"
)

// passage is a piece of a document for people.
type passage struct {
	line int
	// under are the headings that it stands under, the nearest last.
	under []string
	// lead is the paragraph before a list, which says what it is a list of.
	lead string
	kind passageKind
	text string // of a paragraph or an item: without its markup
	raw  string // with it
	code []line // of a block of code
	lang string
}

type passageKind int

const (
	paragraph passageKind = iota
	item
	code
)

// line is a line of a file, by its number.
type line struct {
	at   int
	text string
}

var (
	heading  = pattern(`^(#{1,6})\s+(.*?)\s*#*$`)
	bullet   = pattern(`^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.*)$`)
	fence    = pattern("^\\s*(?:[-*+>]\\s+|\\d+\\.\\s+)?(```+|~~~+)\\s*\\{?\\.?([\\w-]*)")
	image    = pattern(`!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])`)
	link     = pattern(`\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?`)
	tag      = pattern(`<[^>]{1,200}>`)
	emphasis = strings.NewReplacer("**", "", "__", "", "`", "", "*", "")
	adoc     = pattern(`^(={1,6})\s+(\S.*)$`)
	underRST = pattern(`^([=\-~^"'#*+])[=\-~^"'#*+]{2,}\s*$`)
)

// passageMost is how long a line may be, and a passage when a line is added to it;
// the rest of one that no person has written is not looked at.
const passageMost = 4096

// passages cuts a document into its passages. It reads Markdown, and what of
// reStructuredText and AsciiDoc looks alike.
func passages(f *file) []passage {
	var all []passage
	var under []string
	var levels []int
	lead, open, indented := "", "", false
	lines := f.lines()
	for i, l := range lines {
		lines[i] = l[:min(len(l), passageMost)]
	}
	enter := func(level int, title string) {
		for len(levels) > 0 && levels[len(levels)-1] >= level {
			levels, under = levels[:len(levels)-1], under[:len(under)-1]
		}
		levels = append(levels, level)
		under = append(append([]string{}, under...), plain(title))
		lead = ""
	}
	for i := 0; i < len(lines); i++ {
		text := lines[i]
		quoted := strings.TrimPrefix(strings.TrimPrefix(text, ">"), " ")
		if open != "" {
			if strings.HasPrefix(strings.TrimSpace(quoted), open) {
				open = ""
				continue
			}
			last := &all[len(all)-1]
			last.code = append(last.code, line{i + 1, quoted})
			continue
		}
		if m := fence().FindStringSubmatch(quoted); m != nil {
			open = m[1]
			all = append(all, passage{line: i + 1, under: under, lead: lead, kind: code, lang: strings.ToLower(m[2])})
			continue
		}
		if m := heading().FindStringSubmatch(text); m != nil {
			enter(len(m[1]), m[2])
			continue
		}
		if m := adoc().FindStringSubmatch(text); m != nil && strings.HasSuffix(f.path, "adoc") {
			enter(len(m[1]), m[2])
			continue
		}
		if i+1 < len(lines) && strings.TrimSpace(text) != "" && underRST().MatchString(lines[i+1]) && !strings.HasPrefix(text, "|") &&
			(len(strings.TrimSpace(lines[i+1]))+2 >= len(strings.TrimSpace(text)) || shortUnder(f, lines, i)) {
			enter(1+strings.Index(`=-~^"'#*+`, lines[i+1][:1]), text)
			i++
			continue
		}
		if strings.HasPrefix(text, "    ") || strings.HasPrefix(text, "\t") {
			// Code is also what is set in after an empty line; in a list it is not.
			if indented = indented || i > 0 && strings.TrimSpace(lines[i-1]) == ""; indented {
				if len(all) == 0 || all[len(all)-1].kind != code || all[len(all)-1].lang != "indented" {
					all = append(all, passage{line: i + 1, under: under, lead: lead, kind: code, lang: "indented"})
				}
				last := &all[len(all)-1]
				last.code = append(last.code, line{i + 1, strings.TrimSpace(text)})
				continue
			}
		}
		indented = indented && strings.TrimSpace(text) == ""
		if m := bullet().FindStringSubmatch(quoted); m != nil {
			all = append(all, passage{line: i + 1, under: under, lead: lead, kind: item, text: plain(m[1]), raw: m[1]})
			continue
		}
		if row, ok := strings.CutPrefix(strings.TrimSpace(text), "|"); ok {
			row = strings.ReplaceAll(strings.Trim(row, "| "), "|", " ")
			all = append(all, passage{line: i + 1, under: under, lead: lead, kind: item, text: plain(row), raw: row})
			continue
		}
		if strings.TrimSpace(quoted) == "" {
			continue
		}
		if last := len(all) - 1; last >= 0 && i > 0 && strings.TrimSpace(lines[i-1]) != "" && all[last].kind != code && len(all[last].under) == len(under) {
			if len(all[last].raw) < passageMost {
				all[last].text += " " + plain(quoted)
				all[last].raw += " " + strings.TrimSpace(quoted)
			}
			if all[last].kind == paragraph {
				lead = all[last].text
			}
			continue
		}
		all = append(all, passage{line: i + 1, under: under, kind: paragraph, text: plain(quoted), raw: strings.TrimSpace(quoted)})
		lead = plain(quoted)
	}
	return all
}

// shortUnder reports whether the line after one makes it a heading of Markdown,
// where a few dashes are enough, and does not end the settings that a page may
// begin with.
func shortUnder(f *file, lines []string, at int) bool {
	if extension := strings.ToLower(path.Ext(f.path)); extension != ".md" && extension != ".markdown" {
		return false
	}
	settings := strings.TrimSpace(lines[0]) == "---" &&
		!slices.ContainsFunc(lines[1:at+1], func(l string) bool { return strings.HasPrefix(l, "---") })
	return strings.ContainsAny(lines[at+1][:1], "-=") && !settings && !bullet().MatchString(lines[at])
}

// plain returns text without its markup.
func plain(text string) string {
	text = link().ReplaceAllString(image().ReplaceAllString(text, ""), "$1")
	return strings.TrimSpace(emphasis.Replace(tag().ReplaceAllString(text, "")))
}
