package telemetry

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/net/http/httpproxy"

	"firstlight/backend/share/otlp"
)

// answerLimit is how much of an answer is read.
const answerLimit = 64 << 10

// Sender sends requests to one destination.
type Sender struct {
	to     Destination
	client *http.Client
	agent  string
}

// NewSender returns a sender. Version is which Firstlight sends, and env names the
// proxies. It fails where a file of the destination's certificates cannot be used.
func NewSender(to Destination, version string, env []string) (*Sender, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if to.Authorities != "" {
		pem, err := os.ReadFile(to.Authorities)
		if err != nil {
			return nil, fmt.Errorf("reading who may vouch for %s: %w", to.Origin(), err)
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("reading who may vouch for %s: %s has no certificate in PEM", to.Origin(), to.Authorities)
		}
	}
	if to.Certificate != "" || to.Key != "" {
		own, err := tls.LoadX509KeyPair(to.Certificate, to.Key)
		if err != nil {
			return nil, fmt.Errorf("reading what vouches for this machine to %s: %w", to.Origin(), err)
		}
		config.Certificates = []tls.Certificate{own}
	}
	return &Sender{to: to, agent: "firstlight/" + version, client: &http.Client{
		Transport: &http.Transport{
			Proxy: proxies(env), TLSClientConfig: config, ForceAttemptHTTP2: true,
			DialContext: (&net.Dialer{Timeout: to.Timeout}).DialContext, TLSHandshakeTimeout: to.Timeout, IdleConnTimeout: time.Minute,
			// An answer that a person is told is never large.
			MaxResponseHeaderBytes: answerLimit,
		},
		// Somebody agreed to this place, and not to one that it names.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// proxies returns what names the proxy of a request. That to this machine has none.
func proxies(env []string) func(*http.Request) (*url.URL, error) {
	of := map[string]string{}
	for _, pair := range env {
		if name, value, ok := strings.Cut(pair, "="); ok {
			of[name] = value
		}
	}
	either := func(name string) string { return cmp.Or(of[name], of[strings.ToLower(name)]) }
	proxy := (&httpproxy.Config{
		HTTPProxy: either("HTTP_PROXY"), HTTPSProxy: either("HTTPS_PROXY"), NoProxy: either("NO_PROXY"),
	}).ProxyFunc()
	return func(r *http.Request) (*url.URL, error) { return proxy(r.URL) }
}

// Close lets go of open connections.
func (s *Sender) Close() { s.client.CloseIdleConnections() }

// Send sends a request once and returns what became of it.
func (s *Sender) Send(ctx context.Context, body []byte) Answer {
	ctx, cancel := context.WithTimeout(ctx, s.to.Timeout)
	defer cancel()
	request, err := s.request(ctx, body)
	if err != nil {
		return Answer{Outcome: Refused, Said: err.Error()}
	}
	response, err := s.client.Do(request)
	if err != nil {
		return Answer{Outcome: Later, Said: s.silence(err)}
	}
	defer func() { _ = response.Body.Close() }()
	// An answer that breaks off has been given all the same.
	text, _ := io.ReadAll(io.LimitReader(response.Body, answerLimit))
	return s.answer(response, text)
}

func (s *Sender) request(ctx context.Context, body []byte) (*http.Request, error) {
	kind := protobuf
	if s.to.JSON {
		text, err := otlp.JSON(s.to.Signal, body)
		if err != nil {
			return nil, err
		}
		body, kind = text, jsonType
	}
	if s.to.Gzip {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		// What is written to memory does not fail.
		_, _ = w.Write(body)
		_ = w.Close()
		body = packed.Bytes()
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.to.URL, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("making a request to %s: %w", s.to.Origin(), err)
	}
	for _, h := range s.to.Headers {
		request.Header.Set(h.Name, h.Value)
	}
	request.Header.Set("Content-Type", kind)
	request.Header.Set("User-Agent", s.agent)
	if s.to.Gzip {
		request.Header.Set("Content-Encoding", "gzip")
	}
	return request, nil
}

// silence says why there was no answer.
func (s *Sender) silence(err error) string {
	var unknown x509.UnknownAuthorityError
	var name *net.DNSError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Sprintf("%s did not answer within %v", s.to.Origin(), s.to.Timeout)
	case errors.Is(err, context.Canceled):
		return "it was stopped before there was an answer"
	case errors.As(err, &unknown):
		return s.to.Origin() + " shows a certificate that nobody known here vouches for; OTEL_EXPORTER_OTLP_CERTIFICATE can name the file of who does"
	case errors.As(err, &name):
		return "there is no way to " + s.to.Origin() + ": its name is not known here"
	default:
		return s.plain("there is no way to " + s.to.Origin() + ": " + inner(err).Error())
	}
}

// inner returns what lies at the ground of an error of the network.
func inner(err error) error {
	var operation *net.OpError
	if errors.As(err, &operation) && operation.Err != nil {
		return operation.Err
	}
	return err
}

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}
