package container

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"firstlight/backend/check"
)

// answered is what an address on this machine said.
type answered struct {
	address string
	ok      bool
	words   string
	detail  string
}

// answer asks an http address of this machine once. No proxy is used, no other
// machine is asked, and a redirect counts as an answer without being followed
// to another host.
func answer(ctx context.Context, address string) answered {
	a := answered{address: address}
	target, err := url.Parse(address)
	if err != nil || target.Scheme != "http" && target.Scheme != "https" || !isLoopback(target.Hostname()) {
		a.words = "is not an http address of this machine, so it was not asked"
		return a
	}
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		a.words, a.detail = "cannot be asked", err.Error()
		return a
	}
	client := &http.Client{
		Transport: &http.Transport{
			Proxy:             nil,
			DialContext:       (&net.Dialer{Control: onlyLoopback}).DialContext,
			DisableKeepAlives: true,
		},
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			if next.URL.Hostname() != target.Hostname() || len(via) > 5 {
				return http.ErrUseLastResponse
			}
			return nil
		},
	}
	response, err := client.Do(request)
	if err != nil {
		a.words, a.detail = "does not answer", err.Error()
		if isTimeout(err) {
			a.words = fmt.Sprintf("does not answer within %s", answerLimit)
		}
		return a
	}
	defer func() { _ = response.Body.Close() }()
	// The start of the page is enough to see what went wrong.
	body, _ := io.ReadAll(io.LimitReader(response.Body, 1<<10))
	a.ok = response.StatusCode < http.StatusBadRequest
	a.words, a.detail = "answers with "+response.Status, strings.ToValidUTF8(string(body), "�")
	return a
}

// join adds what the address said to a finding that the services are well.
func (a answered) join(f check.Finding) check.Finding {
	if a.ok {
		link := ", and " + a.address + " answers"
		if !strings.Contains(f.Summary, ",") && strings.Contains(f.Summary, " is ") {
			link = " and answers on " + a.address
		}
		f.Summary += link
		f.Evidence = append(f.Evidence, check.Fact("Address", a.address+" "+a.words))
		return f
	}
	failed := check.Fail(NoAnswer, fmt.Sprintf("%s, but %s %s", f.Summary, a.address, a.words), f.Evidence...)
	failed.Detail = check.Tail(a.detail)
	return failed
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// onlyLoopback refuses connections to what a name of this machine may have been
// made to mean.
func onlyLoopback(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("reading the address %s: %w", address, err)
	}
	if !isLoopback(host) {
		return fmt.Errorf("%s is not this machine", host)
	}
	return nil
}
