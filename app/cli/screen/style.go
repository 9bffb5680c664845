package screen

import "firstlight/backend/check"

// Bold returns text as a heading.
func (s *Screen) Bold(text string) string { return s.style("1", text) }

// Dim returns text as an aside.
func (s *Screen) Dim(text string) string { return s.style("2", text) }

// Accent returns text as what a person can type or choose.
func (s *Screen) Accent(text string) string { return s.style("36", text) }

func (s *Screen) style(code, text string) string {
	if !s.options.Colour || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// Mark returns the sign of a status: a symbol on a terminal, the status itself
// elsewhere. No two symbols differ by colour alone. pending says that the work
// has not been done yet, rather than that something is wrong.
func (s *Screen) Mark(status check.Status, pending bool) string {
	if s.options.Width == nil {
		return word(status, pending)
	}
	switch {
	case status == check.OK:
		return s.style("32", "✓")
	case pending && status != check.Unknown:
		return s.style("36", "○")
	case status == check.Failing:
		return s.style("31", "✗")
	case status == check.Blocked:
		return s.style("33", "–")
	case status == check.Muted:
		return s.style("2", "~")
	default:
		return s.style("35", "?")
	}
}

// word returns the status, padded so that what follows lines up.
func word(status check.Status, pending bool) string {
	switch {
	case status == "":
		status = "to come"
	case status == check.Failing && pending:
		status = "to do"
	}
	return Pad(string(status), len(check.Failing))
}

// Star returns the sign of a milestone that was reached.
func (s *Screen) Star() string {
	if s.options.Width == nil {
		return "milestone"
	}
	return s.style("33", "★")
}
