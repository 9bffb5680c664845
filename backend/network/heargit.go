package network

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"firstlight/backend/network/layer"
)

// heard is what a program said of its way to a host.
type heard struct {
	layer  layer.Layer
	reason layer.Reason
	status string
	said   string
	// other says that it said nothing of the way.
	other bool
}

// phrase is what git, or the library that it speaks http with, says where a
// layer is not passed. Each is in the words of a library: OpenSSL, GnuTLS, the
// one of Windows, that of the Mac.
type phrase struct {
	text   string
	layer  layer.Layer
	reason layer.Reason
}

// phrases are looked for in order, in lower case: what says more comes first.
func phrases() []phrase {
	return []phrase{
		{"could not resolve proxy", layer.Name, layer.NotFound},
		{"could not resolve host", layer.Name, layer.NotFound},
		{"couldn't resolve", layer.Name, layer.NotFound},
		{"proxy connect aborted", layer.Proxy, layer.Cut},
		{"unsupported proxy", layer.Proxy, layer.Unreadable},
		{"invalid proxy url", layer.Proxy, layer.Unreadable},
		{"socks", layer.Proxy, layer.NoWay},
		{"error setting certificate", layer.Trust, layer.NoAuthorities},
		{"error reading ca cert file", layer.Trust, layer.NoAuthorities},
		{"problem with the ssl ca cert", layer.Trust, layer.NoAuthorities},
		{"certificate has expired", layer.Trust, layer.Expired},
		{"cert_e_expired", layer.Trust, layer.Expired},
		{"certificate is not yet valid", layer.Trust, layer.Early},
		{"no alternative certificate subject name", layer.Trust, layer.WrongName},
		{"certificate subject name", layer.Trust, layer.WrongName},
		{"target principal name is incorrect", layer.Trust, layer.WrongName},
		{"ssl certificate problem", layer.Trust, layer.Untrusted},
		{"certificate verification failed", layer.Trust, layer.Untrusted},
		{"server verification failed", layer.Trust, layer.Untrusted},
		{"certificate signer not trusted", layer.Trust, layer.Untrusted},
		{"invalid certificate chain", layer.Trust, layer.Untrusted},
		{"untrusted", layer.Trust, layer.Untrusted},
		{"wrong version number", layer.Trust, layer.Garbled},
		{"unexpected tls packet", layer.Trust, layer.Garbled},
		{"connection refused", layer.Connect, layer.Refused},
		{"network is unreachable", layer.Connect, layer.Unreachable},
		{"no route to host", layer.Connect, layer.Unreachable},
		{"connection timed out", layer.Connect, layer.Silent},
		{"operation timed out", layer.Connect, layer.Silent},
		{"failed to connect", layer.Connect, layer.Other},
		{"couldn't connect", layer.Connect, layer.Other},
		{"gnutls_handshake", layer.Trust, layer.Cut},
		{"ssl_connect", layer.Trust, layer.Cut},
		{"ssl_error", layer.Trust, layer.Cut},
		{"tls connection was non-properly terminated", layer.Trust, layer.Cut},
		{"empty reply", layer.Answer, layer.Cut},
		{"connection reset", layer.Answer, layer.Cut},
		{"connection was reset", layer.Answer, layer.Cut},
		{"recv failure", layer.Answer, layer.Cut},
		{"received http/0.9", layer.Answer, layer.Garbled},
		{"unsupported protocol", layer.Answer, layer.Garbled},
		{"schannel", layer.Trust, layer.Other},
		{"openssl", layer.Trust, layer.Other},
	}
}

var (
	proxySaid = regexp.MustCompile(`(?:HTTP code (\d{3}) from proxy after CONNECT|CONNECT tunnel failed, response (\d{3}))`)
	// tookSaid is how long it took, which is another time each time.
	tookSaid = regexp.MustCompile(` after \d+ (?:ms|milliseconds)`)
	urlSaid  = regexp.MustCompile(`The requested URL returned error: (\d{3})`)
)

// hearGit reads what git printed when it ended without success. Git that was
// answered, if only to be turned away, has passed every layer.
func hearGit(output string) heard {
	fatal := fatalLine(output)
	if strings.Contains(fatal, "transport '") || strings.Contains(fatal, "remote helper") || fatal == "" {
		return heard{other: true}
	}
	_, said, unable := strings.Cut(fatal, "unable to access ")
	if !unable {
		return heard{}
	}
	// The address stands between quotes before what was said.
	if _, after, ok := strings.Cut(said, "': "); ok {
		said = after
	}
	said = tookSaid.ReplaceAllString(said, "")
	if m := proxySaid.FindStringSubmatch(said); m != nil {
		return proxyAnswered(m[1] + m[2])
	}
	if m := urlSaid.FindStringSubmatch(said); m != nil {
		return urlAnswered(m[1])
	}
	lower := strings.ToLower(said)
	for _, p := range phrases() {
		if !strings.Contains(lower, p.text) {
			continue
		}
		h := heard{layer: p.layer, reason: p.reason}
		if p.layer == layer.Connect && p.reason == layer.Other {
			h.reason = whyNoConnection(output)
		}
		// Where a connection is cut, the trace tells better how far it had come.
		if at := gitStage(output); p.reason == layer.Cut && at != layer.Connect {
			h.layer = at
		}
		if h.reason == layer.Other {
			h.said = said
		}
		return h
	}
	return heard{layer: layer.Answer, reason: layer.Other, said: said}
}

// fatalLine returns git's last word, without its mark.
func fatalLine(output string) string {
	var fatal string
	for line := range strings.Lines(output) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "fatal: "); ok {
			fatal = text
		}
	}
	return fatal
}

func proxyAnswered(code string) heard {
	h := heard{layer: layer.Proxy, reason: layer.Denied, status: inWords(code)}
	switch code {
	case "407":
		h.reason = layer.SignIn
	case "502", "503", "504":
		h.reason = layer.NoWay
	}
	return h
}

// urlAnswered judges an answer. One that turns git away is an answer too.
func urlAnswered(code string) heard {
	switch code {
	case "407":
		return heard{layer: layer.Proxy, reason: layer.SignIn, status: inWords(code)}
	case "502", "503", "504":
		return heard{layer: layer.Answer, reason: layer.Ailing, status: inWords(code)}
	}
	return heard{}
}

func inWords(code string) string {
	if n, err := strconv.Atoi(code); err == nil && http.StatusText(n) != "" {
		return code + " " + http.StatusText(n)
	}
	return code
}

// whyNoConnection reads from git's trace what its last word leaves out.
func whyNoConnection(output string) layer.Reason {
	lower := strings.ToLower(output)
	for _, p := range phrases() {
		if p.layer == layer.Connect && p.reason != layer.Other && strings.Contains(lower, p.text) {
			return p.reason
		}
	}
	return layer.Other
}

// gitStage returns the layer that git's trace had come to at its end.
func gitStage(output string) layer.Layer {
	switch {
	case strings.Contains(output, "SSL connection using"), strings.Contains(output, "=> Send header: GET "):
		return layer.Answer
	case strings.Contains(output, "=> Send header: CONNECT ") && !tunnelled(output):
		return layer.Proxy
	case strings.Contains(output, "Connected to "), strings.Contains(output, "Established connection to "):
		return layer.Trust
	default:
		return layer.Connect
	}
}

// tunnelled reports whether git's trace says that the proxy passed it on.
func tunnelled(output string) bool {
	return strings.Contains(output, "CONNECT tunnel established") || strings.Contains(output, "Proxy replied 200") ||
		strings.Contains(output, "Proxy replied OK")
}
