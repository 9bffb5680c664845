package share_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"firstlight/backend/share"
)

func TestScrub(t *testing.T) {
	s := share.NewScrubber(share.Person{
		Home: "/home/grace", User: "grace", Host: "hopper-laptop.acme.example", Names: []string{"Grace Hopper", "Jo"},
		Hosts: []string{"http://proxy.corp.test:3128", ".inner.corp.test", "github.com:443", "buildbox", "10.9.8.7", "*.shop.co.uk"},
	})
	tests := []struct{ name, text, want string }{
		{"home", "Found /home/grace/go/bin/go and /home/grace", "Found ~/go/bin/go and ~"},
		{"not another's that starts like it", "/home/graceful/bin", "/home/‹user›/bin"},
		{"nor one that goes on after a dash or a dot", "/home/grace-work/bin /home/grace.bak", "/home/‹user›/bin /home/‹user›"},
		{"home at the end of a sentence", "It is in /home/grace. Look: /home/grace-", "It is in ~. Look: ~-"},
		{"another's home", `/Users/ada/x C:\Users\ada\y`, `/Users/‹user›/x C:\Users\‹user›\y`},
		{"an address to write to", "You are Grace Hopper <grace.hopper@acme.example>", "You are ‹name› <‹e-mail›>"},
		{"a name in capitals", "GRACE HOPPER's key", "‹name›'s key"},
		{"a name too short to tell from words", "Jo says", "Jo says"},
		{"the account", "owner: grace, group grace", "owner: ‹user›, group ‹user›"},
		{"twice with one letter between", "grace grace grace", "‹user› ‹user› ‹user›"},
		{"not within a word", "graceful disgrace", "graceful disgrace"},
		{"the machine", "hopper-laptop.acme.example (hopper-laptop)", "‹host› (‹host›)"},
		{"numbers of other machines", "10.1.2.3:443 and 192.168.0.1", "‹address›:443 and ‹address›"},
		{"but not of this one", "127.0.0.1:8080, 0.0.0.0", "127.0.0.1:8080, 0.0.0.0"},
		{"nor versions", "Chromium 156.0.8078.73", "Chromium 156.0.8078.73"},
		{"nor a version of four small numbers", "Java 17.0.4.1, openjdk version \"17.0.4.1\", >=17.0.4.1, v1.2.3.4, 17.0.4.1+1, 19.3.0.0.0", "Java 17.0.4.1, openjdk version \"17.0.4.1\", >=17.0.4.1, v1.2.3.4, 17.0.4.1+1, 19.3.0.0.0"},
		{"numbers that are set", "HTTPS_PROXY=10.1.2.3:3128", "HTTPS_PROXY=‹address›:3128"},
		{"longer numbers", "[2001:db8::7]:443, fe80::1 and 2001:DB8:0:0:1::2: refused", "[‹address›]:443, ‹address› and ‹address›: refused"},
		{"but not of this one, nor times and paths of programs", "::1, [::]:80, 10:20:30, std::fmt::Debug", "::1, [::]:80, 10:20:30, std::fmt::Debug"},
		{"what only looks like an address to write to", "mise use node@20.1 openssl@3.0 python@3.99.1", "mise use node@20.1 openssl@3.0 python@3.99.1"},
		{"how git signs in", "git@github.com:acme/x.git", "git@github.com:acme/x.git"},
		{"and where", "git@code.corp.test:acme/x.git", "git@‹host›:acme/x.git"},
		{"the company's machines", "via proxy.corp.test:3128, not Inner.Corp.Test or corp.test.", "via ‹host›:3128, not ‹host› or ‹host›."},
		{"those of its website", "https://git.shop.co.uk/x", "https://‹host›/x"},
		{"a machine without a domain", "http://buildbox:8080", "http://‹host›:8080"},
		{"what everybody uses", "github.com is reached", "github.com is reached"},
		{"not what only ends like it", "notcorp.test", "notcorp.test"},
		{"nor a folder that ends like home", "/data/home/grace/x", "/data/home/‹user›/x"},
		{"hardware", "ether 52:54:00:ab:cd:ef", "ether ‹address›"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := s.Scrub(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestScrubLeavesOrdinaryNamesAlone(t *testing.T) {
	s := share.NewScrubber(share.Person{Home: "/root", User: "root", Host: "localhost"})
	const text = "as root on localhost: permission denied"
	if got := s.Scrub(text); got != text {
		t.Errorf("got %q", got)
	}
	if got := s.Scrub("/root/go/bin"); got != "~/go/bin" {
		t.Errorf("got %q", got)
	}
	const install = "git config --get x; brew install node"
	if got := share.NewScrubber(share.Person{User: "node", Host: "git.acme.internal"}).Scrub(install); got != install {
		t.Errorf("got %q", got)
	}
	if got := share.NewScrubber(share.Person{Home: "/"}).Scrub("/usr/bin"); got != "/usr/bin" {
		t.Errorf("a home that is the root: %q", got)
	}
}

// TestScrubJSON has names, a home and an address to write to in what JSON escapes.
func TestScrubJSON(t *testing.T) {
	person := share.Person{Home: `C:\Users\zoe.ohara`, Names: []string{`Zoë "O'Hara" Nakamura`, "Ann & Bo", "<Ops> Team"}}
	s := share.NewScrubber(person)
	said := map[string]string{
		"name": person.Names[0], "friends": "by " + person.Names[1] + ", " + person.Names[2], "in": person.Home + `\src`,
		"wrote": "You are " + person.Names[1] + " <ann@acme.example>,\nbo@acme.example",
	}
	want := map[string]string{"name": "‹name›", "friends": "by ‹name›, ‹name›", "in": `~\src`, "wrote": "You are ‹name› <‹e-mail›>,\n‹e-mail›"}
	for _, html := range []bool{false, true} {
		var text strings.Builder
		e := json.NewEncoder(&text)
		e.SetEscapeHTML(html)
		if err := e.Encode(said); err != nil {
			t.Fatal(err)
		}
		var b share.Bundle
		b.Add("events.jsonl", text.String()+text.String())
		lines := json.NewDecoder(strings.NewReader(b.Scrubbed(s).Files[0].Text))
		for range 2 {
			got := map[string]string{}
			if err := lines.Decode(&got); err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(got, want) {
				t.Errorf("heeding HTML %t: %q", html, got)
			}
		}
	}
}
