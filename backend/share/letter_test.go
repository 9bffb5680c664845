package share_test

import (
	"net/url"
	"strings"
	"testing"

	"firstlight/backend/share"
)

func TestALetterOpensInAMailProgramAndOnAPage(t *testing.T) {
	l := share.Letter{Title: "Stuck & lost + more", Text: "Hello,\n\n100 % of it = bad?\nÜmlaut #1\n"}
	for link, want := range map[string]struct{ title, text, text2 string }{
		l.MailLink("platform+help@acme.example"):         {"subject", "body", "Hello,\r\n\r\n100 % of it = bad?\r\nÜmlaut #1\r\n"},
		l.IssueLink("ghe.acme.example", "acme/firstday"): {"title", "body", l.Text},
	} {
		u, err := url.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		got := u.Query()
		if got.Get(want.title) != l.Title || got.Get(want.text) != want.text2 || strings.Contains(link, "+m") || strings.Contains(link, " ") {
			t.Errorf("%s says %q %q", link, got.Get(want.title), got.Get(want.text))
		}
	}
	if link := l.MailLink("a@b.example"); !strings.HasPrefix(link, "mailto:a@b.example?subject=") {
		t.Error(link)
	}
	if link := l.IssueLink("github.com", "acme/x"); !strings.HasPrefix(link, "https://github.com/acme/x/issues/new?title=") {
		t.Error(link)
	}
}

// TestALinkIsNeverTooLong has texts that grow when they are escaped.
func TestALinkIsNeverTooLong(t *testing.T) {
	for _, text := range []string{strings.Repeat("ü€ \n", 5000), strings.Repeat("a", 100_000), ""} {
		l := share.Letter{Title: "Long", Text: text}
		mail, page := l.MailLink("a@b.example"), l.IssueLink("github.com", "acme/x")
		if len(mail) > 2000 || len(page) > 7000 {
			t.Errorf("%d bytes become links of %d and %d", len(text), len(mail), len(page))
		}
		u, err := url.Parse(page)
		if err != nil {
			t.Fatal(err)
		}
		if body := u.Query().Get("body"); text != "" && (!strings.Contains(body, "did not fit") || !strings.HasPrefix(text, strings.TrimSuffix(body, body[strings.Index(body, "\n\n(The rest"):]))) {
			t.Errorf("it ends %q", body[max(0, len(body)-80):])
		}
	}
}

func TestALetterIsScrubbedAndKnownAgain(t *testing.T) {
	l := share.Letter{Title: "Grace Hopper is\nstuck", Text: "in /home/grace/x\n\x1b[31mred\r\nok"}.Scrubbed(grace())
	if strings.Contains(l.Title+l.Text, "race") || strings.ContainsAny(l.Title, "\n") || strings.Contains(l.Text, "\x1b") || strings.Count(l.Text, "\n") != 2 {
		t.Errorf("%q %q", l.Title, l.Text)
	}
	if l.Hash() == (share.Letter{Title: l.Title, Text: l.Text + "."}).Hash() || len(l.Hash()) != 32 {
		t.Error("another letter has the same hash")
	}
}
