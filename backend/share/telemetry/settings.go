// Package telemetry finds where an onboarding may be sent and sends it there, by
// OTLP over HTTP. It asks nobody: whether anything may leave is for its caller to
// know.
package telemetry

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"firstlight/backend/journey"
	"firstlight/backend/share/otlp"
)

// Settings say where an onboarding may be sent, and as what.
type Settings struct {
	// Disabled says that OTEL_SDK_DISABLED keeps everything at home.
	Disabled bool
	// Destinations are where each signal goes, in the order of otlp.Signals; a
	// signal without one goes nowhere.
	Destinations []Destination
	// Service is the name of the service; empty means our own.
	Service string
	// Attributes are the configured attributes of the resource, in order.
	Attributes []otlp.Attribute
}

// Destination is where a signal goes, and how.
type Destination struct {
	Signal otlp.Signal
	// URL is the whole address.
	URL string
	// From is what named it: a variable, or "journey".
	From string
	// Headers go with each request. Their values may be secret.
	Headers []Header
	// Timeout bounds one request.
	Timeout time.Duration
	// Gzip and JSON say how the body is written.
	Gzip, JSON bool
	// Authorities is a file with the certificates of who may vouch for the other
	// side; empty means those of the system. Certificate and Key are files that
	// vouch for this one.
	Authorities, Certificate, Key string
}

// Header is a header of requests. Its value may be secret.
type Header struct{ Name, Value string }

// SettingError says what is wrong with a setting. Nothing is sent while it stands.
type SettingError struct {
	// Variable is the variable that it stands in.
	Variable string
	// Problem says what is wrong, without the value.
	Problem string
}

// Error says what is wrong and where.
func (e *SettingError) Error() string { return e.Variable + " " + e.Problem }

// The name of the journey as a place that settings come from.
const fromJourney = "journey"

// The bounds of a request. The first is OpenTelemetry's own.
const (
	usualTimeout   = 10 * time.Second
	longestTimeout = time.Minute
)

// Read returns the settings that the environment makes, and the journey where the
// environment names no place; t may be nil. Variables are those of OpenTelemetry.
// It returns a *SettingError for one that cannot be understood.
func Read(env []string, t *journey.Telemetry) (Settings, error) {
	v := variables(env)
	s := Settings{Disabled: strings.EqualFold(v.get("OTEL_SDK_DISABLED"), "true"), Service: v.get("OTEL_SERVICE_NAME")}
	for _, signal := range otlp.Signals() {
		d, err := v.destination(signal, t)
		if err != nil {
			return Settings{}, err
		}
		if d.URL != "" {
			s.Destinations = append(s.Destinations, d)
		}
	}
	attributes, err := v.pairs("OTEL_RESOURCE_ATTRIBUTES")
	if err != nil {
		return Settings{}, err
	}
	if t != nil {
		for _, a := range t.Attributes {
			if !slices.ContainsFunc(attributes, func(p Header) bool { return p.Name == a.Name }) {
				attributes = append(attributes, Header(a))
			}
		}
	}
	for _, a := range attributes {
		if a.Name == "service.name" {
			s.Service = cmp.Or(s.Service, a.Value)
			continue
		}
		s.Attributes = append(s.Attributes, otlp.Attribute{Name: a.Name, Value: a.Value})
	}
	return s, nil
}

// To returns where a signal goes.
func (s Settings) To(signal otlp.Signal) (Destination, bool) {
	i := slices.IndexFunc(s.Destinations, func(d Destination) bool { return d.Signal == signal })
	if i < 0 {
		return Destination{}, false
	}
	return s.Destinations[i], true
}

// Sends reports whether there is anywhere to send to.
func (s Settings) Sends() bool { return !s.Disabled && len(s.Destinations) > 0 }

// Subject returns what a person agrees to when she is shown where what goes, with
// which headers, as what and with what allowed: another subject is another
// question. The values of headers are not in it, since secrets are renewed.
func (s Settings) Subject(allowed []string) string {
	h := sha256.New()
	add := func(parts ...string) {
		for _, part := range parts {
			fmt.Fprintf(h, "%d:%s", len(part), part)
		}
		fmt.Fprintln(h)
	}
	for _, d := range s.Destinations {
		add(string(d.Signal), d.URL, d.Authorities, d.Certificate)
		add(d.HeaderNames()...)
	}
	add("as", s.Service)
	for _, a := range s.Attributes {
		add(a.Name, a.Value)
	}
	add(slices.Sorted(slices.Values(allowed))...)
	return hex.EncodeToString(h.Sum(nil))
}

// HeaderNames returns the names of the headers.
func (d Destination) HeaderNames() []string {
	names := make([]string, 0, len(d.Headers))
	for _, h := range d.Headers {
		names = append(names, h.Name)
	}
	return names
}

// Open reports whether what is sent can be read on the way: without TLS to another
// machine than this one.
func (d Destination) Open() bool {
	u, err := url.Parse(d.URL)
	return err == nil && u.Scheme == "http" && !loopback(u.Hostname())
}

// Origin returns the scheme, the host and the port of the address.
func (d Destination) Origin() string {
	u, err := url.Parse(d.URL)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// With returns the destination with further headers, where it has none of the name.
func (d Destination) With(headers []Header) Destination {
	d.Headers = slices.Clip(d.Headers)
	for _, h := range headers {
		if !slices.ContainsFunc(d.Headers, func(there Header) bool { return strings.EqualFold(there.Name, h.Name) }) {
			d.Headers = append(d.Headers, h)
		}
	}
	return d
}

// environment are the variables of OpenTelemetry by name; the last of a name counts.
type environment map[string]string

func variables(env []string) environment {
	v := environment{}
	for _, pair := range env {
		if name, value, ok := strings.Cut(pair, "="); ok && strings.HasPrefix(name, "OTEL_") {
			v[name] = value
		}
	}
	return v
}

// get returns a value; one that is empty counts as unset.
func (v environment) get(name string) string { return strings.TrimSpace(v[name]) }

// of returns the value that counts for a signal: its own or, without one, that of
// all, and the name of the variable.
func (v environment) of(signal otlp.Signal, name string) (value, variable string) {
	own := "OTEL_EXPORTER_OTLP_" + strings.ToUpper(string(signal)) + "_" + name
	if value := v.get(own); value != "" {
		return value, own
	}
	all := "OTEL_EXPORTER_OTLP_" + name
	return v.get(all), all
}

func (v environment) destination(signal otlp.Signal, t *journey.Telemetry) (d Destination, err error) {
	exporter := v.get("OTEL_" + strings.ToUpper(string(signal)) + "_EXPORTER")
	if exporter != "" && !slices.Contains(strings.Split(exporter, ","), "otlp") {
		return Destination{}, nil
	}
	d = Destination{Signal: signal, Timeout: usualTimeout}
	address, from := v.of(signal, "ENDPOINT")
	if address == "" && t != nil {
		address, from = t.Endpoint, fromJourney
	}
	if address == "" {
		return Destination{}, nil
	}
	d.From = from
	whole := from == "OTEL_EXPORTER_OTLP_"+strings.ToUpper(string(signal))+"_ENDPOINT"
	if d.URL, err = endpoint(address, from, signal, whole); err != nil {
		return Destination{}, err
	}
	if text, variable := v.of(signal, "TIMEOUT"); text != "" {
		ms, err := strconv.ParseInt(text, 10, 32)
		if err != nil || ms <= 0 {
			return Destination{}, &SettingError{variable, "is not a number of milliseconds above 0"}
		}
		d.Timeout = min(time.Duration(ms)*time.Millisecond, longestTimeout)
	}
	if text, variable := v.of(signal, "COMPRESSION"); text != "" {
		if text != "gzip" && text != "none" {
			return Destination{}, &SettingError{variable, "is neither gzip nor none"}
		}
		d.Gzip = text == "gzip"
	}
	if text, variable := v.of(signal, "PROTOCOL"); text != "" {
		if text != "http/protobuf" && text != "http/json" {
			return Destination{}, &SettingError{variable, "is neither http/protobuf nor http/json. Firstlight sends by HTTP alone, which collectors take on port 4318"}
		}
		d.JSON = text == "http/json"
	}
	d.Authorities, _ = v.of(signal, "CERTIFICATE")
	d.Certificate, _ = v.of(signal, "CLIENT_CERTIFICATE")
	d.Key, _ = v.of(signal, "CLIENT_KEY")
	_, variable := v.of(signal, "HEADERS")
	d.Headers, err = v.pairs(variable)
	return d, err
}

// endpoint returns the whole address of a signal. One of all signals has the
// signal's path added; one of its own is taken as it is.
func endpoint(address, variable string, signal otlp.Signal, whole bool) (string, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return "", &SettingError{variable, "is not an address such as https://otel.example.com:4318"}
	case u.User != nil:
		return "", &SettingError{variable, "has a name or a password in it. Put those into OTEL_EXPORTER_OTLP_HEADERS"}
	case u.RawQuery != "" || u.Fragment != "":
		return "", &SettingError{variable, "has a question mark or a # in it. Put what lets you in into OTEL_EXPORTER_OTLP_HEADERS"}
	}
	if !whole {
		u = u.JoinPath("v1", string(signal))
	} else if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), nil
}

// pairs returns the names and values of a variable such as a=1,b=2, in which
// values are percent-encoded.
func (v environment) pairs(variable string) ([]Header, error) {
	pairs, problem := Pairs(v.get(variable))
	if problem != "" {
		return nil, &SettingError{variable, problem}
	}
	return pairs, nil
}

// Pairs reads names and values such as a=1,b=2, in which values are
// percent-encoded; where that cannot be it says why, and tells none of the values.
func Pairs(text string) (pairs []Header, problem string) {
	for _, part := range strings.Split(text, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		name = strings.TrimSpace(name)
		if !ok || name == "" || strings.ContainsAny(name, " \t\r\n:") {
			return nil, fmt.Sprintf("is not of the form name=value,name=value: see its part %d", len(pairs)+1)
		}
		value, err := url.PathUnescape(strings.TrimSpace(value))
		if err != nil || strings.ContainsAny(value, "\r\n\x00") {
			return nil, fmt.Sprintf("has a value for %s that is not percent-encoded", name)
		}
		pairs = append(pairs, Header{name, value})
	}
	return pairs, ""
}
