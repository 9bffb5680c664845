package failure_test

import (
	"regexp"
	"strings"
	"testing"
)

// The words are read by someone who is stuck.
func TestWordsAreWholeSentences(t *testing.T) {
	catalogue := known(t)
	ids := catalogue.IDs()
	if len(ids) < 100 {
		t.Errorf("only %d failures are known", len(ids))
	}
	said := map[string]string{}
	for _, id := range ids {
		cause, next, command, docs := catalogue.Words(id)
		for _, text := range []string{cause, next} {
			if !strings.HasSuffix(text, ".") || strings.ContainsAny(text, "\n\t") || strings.Contains(text, "  ") {
				t.Errorf("%s: not whole sentences on one line: %q", id, text)
			}
			if len(text) > 400 {
				t.Errorf("%s: %d bytes are too long to be read: %q", id, len(text), text)
			}
			if word := unkind.FindString(text); word != "" {
				t.Errorf("%s: %q is no plain and kind word", id, word)
			}
		}
		if strings.Contains(strings.ToLower(next), "the command below") != (command != "") {
			t.Errorf("%s: next speaks of a command below, and the command is %q", id, command)
		}
		if docs != "" && !strings.HasPrefix(docs, "https://") {
			t.Errorf("%s: docs is %q", id, docs)
		}
		if other := said[cause]; other != "" {
			t.Errorf("%s has the cause of %s", id, other)
		}
		said[cause] = id
	}
}

var unkind = regexp.MustCompile(`(?i)\b(?:please|simply|just run|obviously|oops|sorry|invalid|illegal|oh no)\b`)

func TestPatternsAreSearchedForCheaply(t *testing.T) {
	if ids := known(t).Unsought(); len(ids) > 0 {
		t.Errorf("no text can be searched for before the patterns of %v", ids)
	}
}
