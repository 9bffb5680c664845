package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"firstlight/backend/check"
)

const (
	// slowDown is how much longer to wait each time that the host asks for it.
	slowDown = 5 * time.Second
	// leastInterval is how often a host may be asked that does not say.
	leastInterval = 5 * time.Second
	// longestCode is how long a code may be good for.
	longestCode = time.Hour
)

// code is what a host gives out for a person to type into its page.
type code struct {
	Device   string `json:"device_code"`
	User     string `json:"user_code"`
	Page     string `json:"verification_uri"`
	Expires  int    `json:"expires_in"`
	Interval int    `json:"interval"`
	Error    string `json:"error"`
	Said     string `json:"error_description"`
}

// grant is what a host answers to whether the person has typed the code.
type grant struct {
	Token    string `json:"access_token"`
	Error    string `json:"error"`
	Said     string `json:"error_description"`
	Interval int    `json:"interval"`
}

// device has the person sign in by typing a code into a page of the host, and
// returns the token.
func (s *signIn) device(ctx context.Context, out check.Output) (string, error) {
	out.Progress(check.Progress{Phase: "Asking " + string(s.host) + " for a code"})
	var c code
	form := url.Values{"client_id": {s.spec.Client}, "scope": {strings.Join(s.spec.Scopes, " ")}}
	if err := s.post(ctx, "/login/device/code", form, &c); err != nil {
		return "", err
	}
	if err := s.sound(c); err != nil {
		return "", err
	}
	asked, takeBack := context.WithCancelCause(ctx)
	defer takeBack(nil)
	answer := make(chan error, 1)
	go func() {
		_, err := out.Ask(asked, check.Question{
			Kind: check.Await, Title: "Type this code into a page of " + string(s.host), Code: c.User, Link: c.Page,
			Text: "Open the page, sign in there if it asks you to, and type the code. Then come back: Firstlight notices by itself.",
		})
		answer <- err
	}()
	granted := make(chan error, 1)
	polling, stop := context.WithCancel(ctx)
	defer stop()
	var token string
	go func() {
		var err error
		token, err = s.poll(polling, c)
		granted <- err
	}()
	for {
		select {
		case err := <-granted:
			takeBack(nil)
			if answer != nil {
				<-answer // Nothing is asked any more once this returns.
			}
			return token, err
		case err := <-answer:
			if err != nil {
				stop()
				<-granted
				return "", s.unasked(err)
			}
			answer = nil // She says that she did it; the host has the last word.
		}
	}
}

// unasked says why the person was not asked to the end.
func (s *signIn) unasked(err error) error {
	switch {
	case errors.Is(err, check.ErrNobody):
		return &Error{
			Code: CodeSignedOut, What: "Nobody signed in to " + string(s.host), Why: "A code has to be typed into a page, and nobody is there to do it",
			Next: "Take another way to sign in where nobody is there", Err: err,
		}
	case declined(err):
		return &Error{Code: CodeSignedOut, What: "You did not sign in to " + string(s.host), Why: "You put the code away", Next: "Start again when you want to", Err: err}
	default:
		return err
	}
}

// sound refuses a code that leads elsewhere, or that cannot be used.
func (s *signIn) sound(c code) error {
	if c.Error != "" || c.Device == "" || c.User == "" {
		return &Error{
			Code: CodeRefused, What: string(s.host) + " gives out no code to sign in with",
			Why:  said(strings.TrimSuffix(c.Said, "."), "It does not know the client that the journey names, or does not let it sign people in by a code"),
			Next: "Tell whoever wrote the journey, and take another way to sign in meanwhile",
		}
	}
	page, err := url.Parse(c.Page)
	if err != nil || page.Scheme != "https" || hostOf(page.Host) != s.host {
		return &Error{
			Code: CodePortal, What: "The code of " + string(s.host) + " is for a page somewhere else", Why: "It names " + c.Page,
			Next: "Do not type it there; tell whoever runs " + string(s.host),
		}
	}
	return nil
}

// poll asks until the person has typed the code, never more often than the host
// wants to be asked.
func (s *signIn) poll(ctx context.Context, c code) (string, error) {
	interval := max(time.Duration(c.Interval)*time.Second, leastInterval)
	expires := s.now().Add(min(max(time.Duration(c.Expires)*time.Second, interval), longestCode))
	form := url.Values{"client_id": {s.spec.Client}, "device_code": {c.Device}, "grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}}
	for s.now().Before(expires) {
		if err := s.wait(ctx, interval); err != nil {
			return "", err
		}
		var answer grant
		if err := s.post(ctx, "/login/oauth/access_token", form, &answer); err != nil {
			var e *Error
			if errors.As(err, &e) && passing(e.Code) {
				continue // The network may come back before the code has expired.
			}
			return "", err
		}
		switch {
		case answer.Token != "":
			return answer.Token, nil
		case answer.Error == "authorization_pending":
		case answer.Error == "slow_down":
			interval = max(interval+slowDown, time.Duration(answer.Interval)*time.Second)
		case answer.Error == "expired_token":
			return "", s.expired()
		case answer.Error == "access_denied":
			return "", &Error{
				Code: CodeSignedOut, What: string(s.host) + " did not let Firstlight in", Why: "On its page you chose not to",
				Next: "Start again if that was not meant, or take another way to sign in",
			}
		default:
			return "", &Error{
				Code: CodeRefused, What: string(s.host) + " did not sign you in", Why: said(strings.TrimSuffix(answer.Said, "."), "It says: "+answer.Error),
				Next: "Start again; if it stays so, tell whoever wrote the journey",
			}
		}
	}
	return "", s.expired()
}

func (s *signIn) expired() error {
	return &Error{Code: CodeSignedOut, What: "The code has run out", Why: "It was not typed in time", Next: "Start again, to be given a new one"}
}

// passing reports whether a reason may go away by itself.
func passing(code string) bool {
	switch code {
	case CodeOffline, CodeName, CodeUnreached, CodeSilent, CodeAiling, CodeLimited:
		return true
	default:
		return false
	}
}

// post sends a form to a page of the host and reads its answer. No token is with
// it.
func (s *signIn) post(ctx context.Context, path string, form url.Values, into any) error {
	const limit = 20 * time.Second
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.host.page(path), strings.NewReader(form.Encode()))
	if err != nil {
		return fmt.Errorf("asking %s: %w", s.host, err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "Firstlight")
	response, err := s.transport.RoundTrip(request)
	if err != nil {
		return s.explain(s.host, err)
	}
	if err := whole(s.host, response); err != nil {
		return s.explain(s.host, err)
	}
	// GitHub says also what goes wrong with a status of 200, other hosts do not.
	body := peek(response)
	if err := json.Unmarshal([]byte(body), into); err == nil && (response.StatusCode == http.StatusOK || strings.Contains(body, `"error"`)) {
		return nil
	}
	if response.StatusCode == http.StatusTooManyRequests {
		return &Error{Code: CodeLimited, What: string(s.host) + " wants to be asked less often", Why: "Too many codes were asked for", Next: "Wait some minutes, then start again"}
	}
	return answered(s.host, response, "", nil)
}
