package guide_test

import (
	"strings"
	"testing"
)

func TestEachSettingSaysWhatItIsForAndWhatThereIs(t *testing.T) {
	v, err := newWorld(t).guide().Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, s := range v.Settings {
		if !strings.HasSuffix(s.About, ".") {
			t.Errorf("%s is for %q, which is no sentence", s.Name, s.About)
		}
		if other, again := said[s.About]; again {
			t.Errorf("%s says of itself what %s does: %s", s.Name, other, s.About)
		}
		said[s.About] = s.Name
		for _, o := range s.Options {
			if o.Title == "" {
				t.Errorf("nobody calls %q of %s anything", o.Value, s.Name)
			}
		}
	}
}
