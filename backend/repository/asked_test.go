package repository_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/repository"
)

// person is a tape that answers questions, the labels of which are its keys.
type person struct {
	tape
	answers map[string]string
	refuses error

	asking sync.Mutex
	asked  []check.Question
}

func (p *person) Ask(_ context.Context, q check.Question) (string, error) {
	p.asking.Lock()
	defer p.asking.Unlock()
	p.asked = append(p.asked, q)
	if p.refuses != nil {
		return "", p.refuses
	}
	return p.answers[q.Label], nil
}

// titles returns what was asked, in order.
func (p *person) titles() []string {
	p.asking.Lock()
	defer p.asking.Unlock()
	var titles []string
	for _, q := range p.asked {
		titles = append(titles, q.Title)
	}
	return titles
}

func signsIn(password string) *person {
	return &person{answers: map[string]string{"User name": serverUser, "Password or token": password}}
}

func TestCloneAsksForWhatGitDoesNotKnow(t *testing.T) {
	b := newBench(t)
	b.origin("harbour")
	s := b.serve()
	c := b.rooms().Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, "harbour")})

	wrong := signsIn("dark")
	wantCode(t, b.apply(b.fix(c, "clone"), nil, wrong), "git/sign-in")
	host := strings.TrimPrefix(s.URL, "https://")
	if got, want := strings.Join(wrong.titles(), " "), "Your user name at "+host+"? The password of ada at "+host+"?"; got != want {
		t.Errorf("asked %q, want %q", got, want)
	}
	right := signsIn(serverPassword)
	must(t, b.apply(b.fix(c, "clone"), nil, right))
	b.want(b.observe(c), check.OK, "")
	for _, p := range []*person{wrong, right} {
		for _, secret := range []string{"dark", serverPassword + "\n", "ASKPASS_SECRET"} {
			if strings.Contains(p.text()+"\n", secret) {
				t.Errorf("an answer is printed:\n%s", p.text())
			}
		}
	}
}

func TestCloneSaysWhatNobodyAnswered(t *testing.T) {
	b := newBench(t)
	b.origin("harbour")
	s := b.serve()
	c := b.rooms().Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, "harbour")})
	for refuses, code := range map[error]string{check.ErrNobody: "git/nobody-to-ask", check.ErrDeclined: "git/declined"} {
		err := b.apply(b.fix(c, "clone"), nil, &person{refuses: refuses})
		wantCode(t, err, code)
		if !strings.Contains(err.Error(), "your user name at 127.0.0.1") {
			t.Errorf("it does not say what was wanted: %v", err)
		}
	}
	if got := b.entries(b.work); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
}

func TestPushAsksForWhatGitDoesNotKnow(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	s := b.serve()
	b.git(dir, "remote", "set-url", "origin", s.URL+"/harbour.git")
	b.git(dir, "switch", "--quiet", "-c", "mine")
	b.commit(dir, "mine.go", "Mine")
	c := b.rooms().Push(repository.PushSpec{Dir: dir})
	she := signsIn(serverPassword)
	must(t, b.apply(b.fix(c, "push"), nil, she))
	if len(she.titles()) != 2 {
		t.Errorf("asked %q", she.titles())
	}
	b.want(b.observe(c), check.OK, "")
}

func TestCloneSignsInWithAnAccountThatIsKnown(t *testing.T) {
	b := newBench(t)
	b.origin("harbour")
	s := b.serve()
	host, secret := strings.TrimPrefix(s.URL, "https://"), serverPassword
	g := b.rooms()
	g.Know(func(_ context.Context, server string) (string, string) {
		if server != host {
			t.Errorf("asked about %s", server)
		}
		return serverUser, secret
	})
	c := g.Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, "harbour")})
	// One that the server does not take is tried once.
	secret = "dark"
	nobody := signsIn("")
	wantCode(t, b.apply(b.fix(c, "clone"), nil, nobody), "git/sign-in")
	if asked := nobody.titles(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
	she := signsIn("dark")
	wantCode(t, b.apply(b.fix(c, "clone"), nil, she), "git/sign-in")
	if len(she.titles()) == 0 {
		t.Error("she was not asked though the account is not taken")
	}
	secret = serverPassword
	must(t, b.apply(b.fix(c, "clone"), nil, nobody))
	if asked := nobody.titles(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

func TestAnAccountIsNotHandedToGitsHelpers(t *testing.T) {
	b := newBench(t)
	b.origin("harbour")
	s := b.serve()
	store := filepath.Join(b.home, "passwords")
	b.git(b.home, "config", "--global", "credential.helper", "store --file="+store)
	g := b.rooms()
	g.Know(func(context.Context, string) (string, string) { return serverUser, serverPassword })
	c, out := g.Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, "harbour")}), &person{}
	must(t, b.apply(b.fix(c, "clone"), nil, out))
	b.want(b.observe(c), check.OK, "")
	if body, err := os.ReadFile(store); err == nil {
		t.Errorf("git wrote down what the keyring keeps:\n%s", body)
	}
	for _, noise := range []string{"askpass", "could not read Username"} {
		if strings.Contains(out.text(), noise) {
			t.Errorf("the output says %q:\n%s", noise, out.text())
		}
	}

	// Her own helper goes first, and serves on.
	b.write(b.home, "passwords", strings.Replace(s.URL, "https://", "https://"+serverUser+":"+serverPassword+"@", 1)+"\n")
	g.Know(func(context.Context, string) (string, string) {
		t.Error("asked for an account though her helper knows one")
		return "", ""
	})
	c = g.Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, "again")})
	must(t, b.apply(b.fix(c, "clone"), nil, check.Silent{}))
}
