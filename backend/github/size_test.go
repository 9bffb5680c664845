package github_test

import (
	"testing"

	"firstlight/backend/github/githubtest"
)

func TestTheSizeOfARepositoryIsWhatItsHostSays(t *testing.T) {
	w := newWorld(t)
	origin := w.server.Repository("acme/payments").URL()
	if _, known := w.github().Size(t.Context(), origin); known {
		t.Error("a host tells of a repository although nobody is signed in")
	}
	w.signedIn()
	if bytes, known := w.github().Size(t.Context(), origin); !known || bytes != githubtest.Kilobytes*1024 {
		t.Errorf("it holds %d bytes, known %t", bytes, known)
	}
	for _, elsewhere := range []string{"https://git.example.com/acme/payments.git", "file:///srv/payments.git", w.server.Repository("acme/gone").URL() + "x"} {
		if _, known := w.github().Size(t.Context(), elsewhere); known {
			t.Errorf("the size of %s is known", elsewhere)
		}
	}
}
