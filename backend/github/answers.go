package github

import (
	"bytes"
	"io"
	"net/http"
	"sync"
)

// The most answers that are kept in mind, and the most bytes of one.
const (
	answersLimit = 200
	answerKept   = 1 << 20
)

// answers are those that a host gave a mark to, by address. Asked with the mark,
// it says that nothing has changed, which does not count against the limit of
// how often it may be asked.
type answers struct {
	mu   sync.Mutex
	kept map[string]answer
}

type answer struct {
	mark   string
	header http.Header
	body   []byte
}

func newAnswers() *answers { return &answers{kept: map[string]answer{}} }

func addressOf(r *http.Request) string { return r.URL.String() + " " + r.Header.Get("Accept") }

// prepare has the host asked only whether what is known has changed, and returns
// what is.
func (a *answers) prepare(request *http.Request) answer {
	a.mu.Lock()
	defer a.mu.Unlock()
	before := a.kept[addressOf(request)]
	if request.Method != http.MethodGet {
		return answer{}
	}
	if before.mark != "" {
		request.Header.Set("If-None-Match", before.mark)
	}
	return before
}

// settle returns the answer that the host means, and keeps it in mind. What was
// changed at the host makes everything there worth asking anew.
func (a *answers) settle(request *http.Request, response *http.Response, before answer) *http.Response {
	a.mu.Lock()
	defer a.mu.Unlock()
	if request.Method != http.MethodGet {
		clear(a.kept)
		return response
	}
	if response.StatusCode == http.StatusNotModified && before.mark != "" {
		for name, values := range response.Header {
			if name != "Content-Type" && name != "Content-Length" {
				before.header[name] = values
			}
		}
		again := *response
		again.Status, again.StatusCode = "200 OK", http.StatusOK
		again.Header = before.header.Clone()
		again.Body = io.NopCloser(bytes.NewReader(before.body))
		return &again
	}
	if mark := response.Header.Get("ETag"); mark != "" && response.StatusCode == http.StatusOK {
		// It was read into memory already.
		body, _ := io.ReadAll(response.Body)
		response.Body = io.NopCloser(bytes.NewReader(body))
		if len(a.kept) >= answersLimit {
			clear(a.kept)
		}
		if len(body) <= answerKept {
			a.kept[addressOf(request)] = answer{mark: mark, header: response.Header.Clone(), body: body}
		}
	}
	return response
}
