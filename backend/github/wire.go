package github

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// answerLimit is the most bytes that an answer may have.
const answerLimit = 8 << 20

// errCut says that an answer did not come to its end.
var errCut = errors.New("the answer was cut off")

// wire is the way to one API with one token. It hands the token to that API and
// to nobody else, holds back while the API wants to be left alone, and asks for
// what it knows only whether that has changed.
type wire struct {
	base  http.RoundTripper
	host  host
	api   *url.URL
	token string
	pause *pause
	known *answers
}

// RoundTrip asks, and returns the whole answer.
func (w *wire) RoundTrip(request *http.Request) (*http.Response, error) {
	if !w.leads(request.URL) {
		return nil, portal(w.host)
	}
	if err := w.pause.check(w.host); err != nil {
		return nil, err
	}
	request = request.Clone(request.Context())
	request.Header.Set("Authorization", "Bearer "+w.token)
	request.Header.Set("User-Agent", "Firstlight")
	before := w.known.prepare(request)
	response, err := w.base.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	if err := whole(w.host, response); err != nil {
		return nil, err
	}
	if err := w.pause.heed(w.host, response); err != nil {
		return nil, err
	}
	return w.known.settle(request, response, before), nil
}

// leads reports whether an address is one of the API.
func (w *wire) leads(to *url.URL) bool {
	within := strings.HasPrefix(to.Path, w.api.Path) || to.Path == w.host.graph().Path
	return to.Scheme == w.api.Scheme && to.Host == w.api.Host && within
}

// whole reads the answer to its end, and refuses one that does not come from
// GitHub.
func whole(h host, response *http.Response) error {
	defer func() { _ = response.Body.Close() }() // It was read, or is given up.
	body, err := io.ReadAll(io.LimitReader(response.Body, answerLimit+1))
	if err != nil {
		return fmt.Errorf("%w: %w", errCut, err)
	}
	if len(body) > answerLimit {
		return &Error{
			Code: CodeGarbled, What: string(h) + " answered with more than can be read", Why: "The answer is longer than 8 MiB", Next: "Try again later",
		}
	}
	if kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type")); kind == "text/html" && !wrong(response.StatusCode) {
		return portal(h)
	}
	if response.StatusCode == http.StatusNetworkAuthenticationRequired {
		return portal(h)
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}

// wrong reports whether a page may come from GitHub itself: it shows one where
// it is out of order, or where there is nothing.
func wrong(status int) bool {
	return status == http.StatusNotFound || status >= http.StatusInternalServerError && status != http.StatusNetworkAuthenticationRequired
}

// portal says that the network answers with a page of its own.
func portal(h host) error {
	return &Error{
		Code: CodePortal, What: "Something else than " + string(h) + " answers here",
		Why:  "The network shows a page of its own, as in a hotel or with a guest pass",
		Next: "Open any page in your browser and sign in to the network, then come back",
	}
}

// peek returns the answer, which stays to be read.
func peek(response *http.Response) string {
	// It was read into memory already.
	body, _ := io.ReadAll(response.Body)
	response.Body = io.NopCloser(bytes.NewReader(body))
	return string(body)
}
