package process

import (
	"regexp"
	"strings"
)

// shape is how one kind of secret looks.
type shape struct {
	// hints are texts of which a line must contain one; looking for them is far
	// cheaper than the pattern, and nearly every line has none.
	hints   []string
	pattern *regexp.Regexp
	// keep is what is kept of a match around the secret, as a template.
	keep string
	// secret decides about a match where the pattern alone says too little.
	secret func(match string) bool
}

var shapes = []shape{
	{ // https://user:password@host
		hints:   []string{"://"},
		pattern: regexp.MustCompile(`([A-Za-z][A-Za-z0-9+.-]*://)[^\s/?#'"<>@:]*:[^\s/?#'"<>]*@`),
		keep:    "${1}" + redacted + "@",
	},
	{ // https://token@host
		hints:   []string{"://"},
		pattern: regexp.MustCompile(`(https?://)[A-Za-z0-9_-]{20,}@`),
		keep:    "${1}" + redacted + "@",
	},
	{ // GitHub, GitLab, Slack, npm, PyPI, Docker Hub, Stripe
		hints: []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "xapp-", "npm_", "pypi-AgE", "dckr_pat_", "k_live_"},
		pattern: regexp.MustCompile(`gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_.-]{16,}|` +
			`xox[abprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}|npm_[A-Za-z0-9]{30,}|pypi-AgE[A-Za-z0-9_-]{16,}|` +
			`dckr_pat_[A-Za-z0-9_-]{16,}|[rs]k_live_[A-Za-z0-9]{16,}`),
		keep: redacted,
	},
	{ // AWS, Google
		hints:   []string{"AKIA", "ASIA", "AIza"},
		pattern: regexp.MustCompile(`\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35})\b`),
		keep:    redacted,
	},
	{ // sk-…, as several makers of models give out
		hints:   []string{"sk-"},
		pattern: regexp.MustCompile(`\bsk-[A-Za-z0-9_-]{20,}`),
		keep:    redacted,
		secret:  regexp.MustCompile(`[A-Za-z0-9]{16,}`).MatchString,
	},
	{ // JSON Web Tokens: their header and their claims both begin with {"
		hints:   []string{"eyJ"},
		pattern: regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){2,4}`),
		keep:    redacted,
	},
	{ // Authorization: Bearer …
		hints:   []string{"uthorization", "UTHORIZATION"},
		pattern: regexp.MustCompile(`(?i)(authorization['"]?\s*[:=]\s*['"]?(?:bearer|basic|token|digest|apikey|negotiate)\s+)[^\s'",;]{8,}`),
		keep:    "${1}" + redacted,
	},
	{
		hints:   []string{"uthorization", "UTHORIZATION"},
		pattern: regexp.MustCompile(`(?i)(authorization['"]?\s*[:=]\s*['"]?)[A-Za-z0-9._~+/=-]{20,}`),
		keep:    "${1}" + redacted,
	},
	{
		hints:   []string{"earer ", "EARER "},
		pattern: regexp.MustCompile(`(?i)(\bbearer\s+)[A-Za-z0-9._~+/=-]{20,}`),
		keep:    "${1}" + redacted,
	},
}

func (s shape) redact(text string) string {
	for _, hint := range s.hints {
		if !strings.Contains(text, hint) {
			continue
		}
		if s.secret == nil {
			return s.pattern.ReplaceAllString(text, s.keep)
		}
		return s.pattern.ReplaceAllStringFunc(text, func(match string) string {
			if s.secret(match) {
				return s.keep
			}
			return match
		})
	}
	return text
}

var (
	keyBegin   = regexp.MustCompile(`-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----`)
	keyEnd     = regexp.MustCompile(`-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----`)
	keyLine    = regexp.MustCompile(`^[\s|>]*[A-Za-z0-9+/=]*\s*$`)
	keyHeading = regexp.MustCompile(`^\s*(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): `)
)

// cutKeys replaces the private keys in a line, and says whether the last one
// goes on in the next line.
func cutKeys(text string) (clean string, open bool) {
	var kept strings.Builder
	for {
		begin := keyBegin.FindStringIndex(text)
		if begin == nil {
			kept.WriteString(text)
			return kept.String(), false
		}
		kept.WriteString(text[:begin[0]])
		kept.WriteString(redacted)
		rest := text[begin[1]:]
		end := keyEnd.FindStringIndex(rest)
		if end == nil {
			// Only a key that fills the line goes on: a sentence about one, such
			// as a search result, has its words after it.
			if strings.TrimRight(rest, "\r\t \\n\"'") == "" || keyLine.MatchString(rest) {
				return kept.String(), true
			}
			kept.WriteString(rest)
			return kept.String(), false
		}
		text = rest[end[1]:]
	}
}

// keyBody reports whether a line can be inside a private key.
func keyBody(text string) bool { return keyLine.MatchString(text) || keyHeading.MatchString(text) }

// afterKey is what follows the end of a key in its line, given from the name of
// the key on.
func afterKey(text string) string {
	if _, rest, ok := strings.Cut(text, "-----"); ok {
		return rest
	}
	return ""
}
