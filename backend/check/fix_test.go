package check_test

import (
	"strings"
	"testing"

	"firstlight/backend/check"
)

func TestAnswers(t *testing.T) {
	title := check.Input{Name: "a", Label: "Title", Default: "Lamp"}
	body := check.Input{Name: "a", Label: "Body", Default: "## Why\n\nSo.", Long: true}
	said := func(text string) check.Answers { return check.Answers{"a": text} }
	for _, c := range []struct {
		name  string
		in    check.Input
		given check.Answers
		want  string
		fits  bool
	}{
		{"nothing", title, nil, "Lamp", true},
		{"an empty line", title, said(" "), "Lamp", true},
		{"two lines where one is wanted", title, said("a\nb"), "", false},
		{"a default that is missing", check.Input{Name: "a", Label: "Title"}, nil, "", false},
		{"nothing of a text", body, nil, "## Why\n\nSo.", true},
		{"a text that was emptied", body, said(""), "", true},
		{"a text", body, said("a\r\n\r\nb\r\n"), "a\n\nb", true},
		{"a text that holds a zero byte", body, said("a\x00b"), "", false},
		{"a text without an end", body, said(strings.Repeat("a", 64<<10+1)), "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := check.Fix{Inputs: []check.Input{c.in}}.Answer(c.given)
			if (err == nil) != c.fits || got["a"] != c.want {
				t.Errorf("answered %q (%v), want %q", got["a"], err, c.want)
			}
		})
	}
}

func TestAnAnswerIsRefusedWithAReason(t *testing.T) {
	refuse := func(answer string) string {
		if answer == "main" {
			return "all are on it"
		}
		return ""
	}
	fix := check.Fix{Inputs: []check.Input{{Name: "branch", Label: "Your branch", Hint: "Such as lamp.", Refuse: refuse}}}
	if _, err := fix.Answer(check.Answers{"branch": "main"}); err == nil || err.Error() != `Your branch cannot be "main": all are on it. Such as lamp.` {
		t.Errorf("main is answered with %v", err)
	}
	if got, err := fix.Answer(check.Answers{"branch": "lamp"}); err != nil || got["branch"] != "lamp" {
		t.Errorf("lamp is answered with %v, %v", got, err)
	}
}

func TestASecretOfAnotherFormIsNotTakenForNone(t *testing.T) {
	fix := check.Fix{Inputs: []check.Input{{Name: "token", Label: "Token", Secret: true, Pattern: "[a-z]{20}", Hint: "Paste it."}}}
	for given, want := range map[string]string{
		"":       "Token is needed. Paste it.",
		"secret": "Token is not of the right form. Perhaps not all of it was copied, or more than it. Paste it.",
	} {
		if _, err := fix.Answer(check.Answers{"token": given}); err == nil || err.Error() != want {
			t.Errorf("%q is answered with %v", given, err)
		}
	}
}
