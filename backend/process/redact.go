package process

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// redacted stands where a secret was.
const redacted = "[redacted]"

// Redactor takes secrets out of text: well-known shapes of tokens and keys,
// credentials in addresses, and the values of variables whose name says that
// they are secret. The zero Redactor knows no values. It is safe for concurrent
// use.
type Redactor struct {
	values *strings.Replacer
	// plain are the values that are secret only beside their names.
	plain []variable
}

// NewRedactor returns a redactor that also knows the secret values of env.
func NewRedactor(env []string) *Redactor {
	r := &Redactor{}
	var secrets []string
	for _, v := range env {
		name, value, ok := cutVar(v)
		if !ok || !secretName(name) {
			continue
		}
		for part := range strings.Lines(value) {
			part = strings.TrimSpace(part)
			switch {
			case strings.Contains(redacted, part):
			case telling(part):
				secrets = append(secrets, part, url.QueryEscape(part), url.PathEscape(part))
			default:
				r.plain = append(r.plain, variable{name, part})
			}
		}
	}
	if len(secrets) == 0 {
		return r
	}
	// Of two secrets that begin alike the longer is to be replaced.
	slices.SortFunc(secrets, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	var pairs []string
	for _, s := range slices.Compact(secrets) {
		pairs = append(pairs, s, redacted)
	}
	r.values = strings.NewReplacer(pairs...)
	return r
}

// Redact returns text with each secret replaced by [redacted].
func (r *Redactor) Redact(text string) string {
	s := scrubber{redactor: r}
	if !strings.Contains(text, "\n") {
		return s.line(text)
	}
	var clean strings.Builder
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, "\r\n")
		clean.WriteString(s.line(body))
		clean.WriteString(line[len(body):])
	}
	return clean.String()
}

var (
	// typedSignIn is what stands for a person before the host of an address, with a
	// password that may have any sign: nobody has encoded what was only typed.
	typedSignIn = regexp.MustCompile(`([A-Za-z][A-Za-z0-9+.-]*://)[^\s@/]*:\S*@`)
	// typedBare is the same without https:// before it; a single letter is a drive.
	typedBare = regexp.MustCompile(`(^|[\s"'])[^\s"'/\\:@]{2,}:[^\s/]\S*@`)
	// typedPort is the begin of an address with a port, whose path may have an @.
	typedPort = regexp.MustCompile(`^[\s"']?([A-Za-z][A-Za-z0-9+.-]*://)?[^\s"'/\\:@]+:[0-9]{1,5}/`)
	// typedQuery is what stands after the ? or # of an address, as some tokens do.
	typedQuery = regexp.MustCompile(`([^\s?#"'/]+/[^\s?#"']*[?#])[^\s"']+`)
	// typedNamed is what is said to be a secret: "password: …" or API_KEY=…. Where a name
	// goes on after a dot or stands in an address, it is that of a host, and a value that
	// begins with a dash says where the secret is to be read.
	typedNamed = regexp.MustCompile(`(?i)(^|[\s"'(,;{])([\w-]*(?:` +
		strings.ReplaceAll(strings.Join(secretWords(), "|"), "_", "[_ -]?") +
		`)[\w-]*)(["']?[ \t]*[:=][ \t]*)(?:"[^"\n]*"|'[^'\n]*'|[^\s"'=:-]\S*)`)
	// variableName writes what people call a secret as a variable is named.
	variableName = strings.NewReplacer(" ", "_", "-", "_")
)

// RedactTyped returns a text that a person typed or pasted without what she signs in
// with: it takes more for a secret than Redact does, as less is lost by it.
func RedactTyped(text string) string {
	for _, signIn := range []*regexp.Regexp{typedSignIn, typedBare} {
		text = signIn.ReplaceAllStringFunc(text, func(match string) string {
			if typedPort.MatchString(match) {
				return match
			}
			return signIn.FindStringSubmatch(match)[1] + redacted + "@"
		})
	}
	text = typedQuery.ReplaceAllString(text, "${1}…")
	text = typedNamed.ReplaceAllStringFunc(text, func(match string) string {
		parts := typedNamed.FindStringSubmatch(match)
		if !secretName(variableName.Replace(parts[2])) {
			return match
		}
		return parts[1] + parts[2] + parts[3] + redacted
	})
	return NewRedactor(nil).Redact(text)
}

// Lines returns what takes the secrets out of the lines of one output, one after
// another: a private key may go on over many of them.
func (r *Redactor) Lines() func(line string) string {
	s := scrubber{redactor: r}
	return s.line
}

// secretName reports whether a variable of this name holds a secret, rather
// than saying where one is kept.
func secretName(name string) bool {
	name = strings.ToUpper(name)
	for _, ending := range []string{"_FILE", "_PATH", "_DIR", "_HELPER", "_URL", "APPLICATION_CREDENTIALS"} {
		if strings.HasSuffix(name, ending) {
			return false
		}
	}
	return slices.ContainsFunc(secretWords(), func(word string) bool { return strings.Contains(name, word) })
}

// secretWords are what the names of variables that hold a secret have in them.
func secretWords() []string {
	return []string{"TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "API_KEY", "APIKEY", "PRIVATE_KEY", "CREDENTIAL"}
}

// scrubber redacts the lines of one output in order; it remembers whether it is
// inside a private key.
type scrubber struct {
	redactor *Redactor
	inKey    bool
}

func (s *scrubber) line(text string) string {
	if s.inKey {
		if i := strings.Index(text, "-----END "); i >= 0 {
			s.inKey = false
			return redacted + afterKey(text[i+len("-----END "):])
		}
		if keyBody(text) {
			return redacted
		}
		s.inKey = false
	}
	if strings.Contains(text, "PRIVATE KEY") {
		text, s.inKey = cutKeys(text)
	}
	if s.redactor.values != nil {
		text = s.redactor.values.Replace(text)
	}
	for _, v := range s.redactor.plain {
		text = v.redact(text)
	}
	for _, shape := range shapes {
		text = shape.redact(text)
	}
	return text
}
