package askpass

import (
	"net/url"
	"regexp"
	"strings"
)

// subject is what a prompt asks for.
type subject int

const (
	anything subject = iota
	username
	password
	passphrase
	pin
	hostKey
	touch
	consent
)

// prompt is a question of git or ssh, understood.
type prompt struct {
	subject subject
	text    string
	// user and server are whom it is about, where it names them.
	user, server string
	// file is the key that a passphrase or a pin opens.
	file string
	// kind and fingerprint are those of a server's key, and others the names
	// under which that key is known already.
	kind, fingerprint string
	others            []string
	// web says that it is about a web server, and secure that nobody on the way
	// can read the answer.
	web, secure bool
}

// How git, git-lfs and ssh word their questions; all of them in English only.
var (
	webPrompt        = regexp.MustCompile(`^(Username|Password) for ['"](\w+://[^'"]+)['"]:? *$`)
	passphrasePrompt = regexp.MustCompile(`^(?:Enter passphrase for|Bad passphrase, try again for) (?:key )?'?([^':]+|[A-Za-z]:[^':]+)'?: *$`)
	pinPrompt        = regexp.MustCompile(`^Enter PIN (?:and confirm user presence )?for (?:[\w-]+ key )?'?([^':]+|[A-Za-z]:[^':]+)'?: *$`)
	userPrompt       = regexp.MustCompile(`^\(([^()\s]+)@([^()\s]+)\) (.*)$`)
	passwordPrompt   = regexp.MustCompile(`^([^\s@]+)@(\S+)'s password: *$`)
	hostPrompt       = regexp.MustCompile(`(?s)^The authenticity of host '([^']+)' can't be established.*?(\S+) key fingerprint is (\S+?)\.?\n`)
	othersPrompt     = regexp.MustCompile(`(?m)^    (\S.*)$`)
	touchPrompt      = regexp.MustCompile(`^Confirm user presence for key (.+)$`)
)

// read understands a prompt. hint is what ssh says of it beside.
func read(text, hint string) prompt {
	p := prompt{text: strings.TrimSpace(text)}
	if m := webPrompt.FindStringSubmatch(text); m != nil {
		p.web, p.subject = true, password
		if m[1] == "Username" {
			p.subject = username
		}
		if u, err := url.Parse(m[2]); err == nil {
			p.server, p.user, p.secure = u.Host, u.User.Username(), u.Scheme == "https"
		}
		return p
	}
	if m := hostPrompt.FindStringSubmatch(text); m != nil {
		p.subject, p.server, p.kind, p.fingerprint = hostKey, m[1], m[2], m[3]
		for _, other := range othersPrompt.FindAllStringSubmatch(text, -1) {
			p.others = append(p.others, other[1])
		}
		return p
	}
	for _, one := range []struct {
		pattern *regexp.Regexp
		subject subject
	}{{passphrasePrompt, passphrase}, {pinPrompt, pin}, {touchPrompt, touch}} {
		if m := one.pattern.FindStringSubmatch(text); m != nil {
			p.subject, p.file = one.subject, m[1]
			return p
		}
	}
	if m := passwordPrompt.FindStringSubmatch(text); m != nil {
		p.subject, p.user, p.server = password, m[1], m[2]
		return p
	}
	if m := userPrompt.FindStringSubmatch(text); m != nil {
		p.user, p.server = m[1], m[2]
		if strings.HasPrefix(strings.ToLower(m[3]), "password") {
			p.subject = password
		}
		return p
	}
	switch hint {
	case "confirm":
		p.subject = consent
	case "none":
		p.subject = touch
	}
	return p
}
