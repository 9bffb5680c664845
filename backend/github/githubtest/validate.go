package githubtest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// validated returns a handler that holds a request and its answer against what
// GitHub says of the operation. An answer of a status that it does not list is
// refused, unless it says for every operation alike that such may come.
func (s *Server) validated(method, path string, handle http.HandlerFunc) http.HandlerFunc {
	item, operation := s.description.operation(method, path)
	route := &routers.Route{Spec: s.description.doc, Path: path, PathItem: item, Method: method, Operation: operation}
	return func(w http.ResponseWriter, r *http.Request) {
		params := map[string]string{}
		for part := range strings.SplitSeq(path, "/") {
			if name, ok := strings.CutPrefix(part, "{"); ok {
				name = strings.TrimSuffix(name, "}")
				params[name] = r.PathValue(name)
			}
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			s.t.Errorf("reading %s %s: %v", r.Method, r.URL, err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		input := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: &openapi3filter.Options{
			IncludeResponseStatus: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, MultiError: true,
		}}
		if err := openapi3filter.ValidateRequest(r.Context(), input); err != nil {
			s.t.Errorf("GitHub would not understand %s %s:\n%v", r.Method, r.URL, err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		recorded := httptest.NewRecorder()
		handle(recorded, r)
		answer := recorded.Result()
		text := recorded.Body.Bytes()
		if !anywhere(answer.StatusCode) {
			err := openapi3filter.ValidateResponse(r.Context(), &openapi3filter.ResponseValidationInput{
				RequestValidationInput: input, Status: answer.StatusCode, Header: answer.Header,
				Body: io.NopCloser(bytes.NewReader(text)), Options: input.Options,
			})
			if err != nil {
				s.t.Errorf("GitHub would not answer %s %s so:\n%v", r.Method, r.URL, shortened(err))
			}
		}
		for name, values := range answer.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.StatusCode)
		if _, err := w.Write(text); err != nil {
			return // Whoever asked has gone.
		}
	}
}

// anywhere reports whether GitHub says in words, for all operations alike, that
// an answer may have the status: nothing has changed, the token is not good,
// asked too often.
func anywhere(status int) bool {
	return status == http.StatusNotModified || status == http.StatusUnauthorized || status == http.StatusTooManyRequests
}

func shortened(err error) string {
	const limit = 2000
	text := fmt.Sprint(err)
	if len(text) > limit {
		return text[:limit] + " …"
	}
	return text
}
