package network_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstlight/backend/network"
	"firstlight/backend/network/layer"
)

// TestEverySentence writes down what is said of every failure, since a person
// has to understand each.
func TestEverySentence(t *testing.T) {
	t.Parallel()
	reasons := map[layer.Layer][]layer.Reason{
		layer.Name:    {layer.NotFound, layer.NoNameServer, layer.NameFailed},
		layer.Connect: {layer.Refused, layer.Silent, layer.Unreachable, layer.Forbidden, layer.Cut, layer.Other},
		layer.Proxy:   {layer.Unreadable, layer.SignIn, layer.Denied, layer.NoWay, layer.Silent, layer.Cut, layer.Untrusted, layer.Garbled, layer.Other},
		layer.Trust: {
			layer.Untrusted, layer.NoAuthorities, layer.Expired, layer.Early, layer.WrongName, layer.Garbled, layer.Silent, layer.Cut, layer.Other,
		},
		layer.Answer: {layer.Ailing, layer.Silent, layer.Cut, layer.Garbled},
	}
	var text strings.Builder
	say := func(from string, r layer.Result, here bool) {
		fmt.Fprintf(&text, "%-9s %-7s %-15s %s\n", from, r.Layer, r.Reason, network.Sentence(from, "github.com", r, here))
	}
	for _, l := range []layer.Layer{layer.Name, layer.Connect, layer.Proxy, layer.Trust, layer.Answer} {
		for _, why := range reasons[l] {
			r := layer.Result{Layer: l, Reason: why, Until: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}
			switch l {
			case layer.Proxy:
				r.Via = "proxy.acme.example:3128"
			case layer.Trust:
				r.Issuer = "Acme Proxy CA"
			}
			switch why {
			case layer.Other:
				r.Said = "the words of the system"
			case layer.Denied:
				r.Status = "403 Forbidden"
			case layer.NoWay, layer.Ailing:
				r.Status = "503 Service Unavailable"
			case layer.Unreadable:
				r.Via = ""
			}
			say("host", r, false)
			say("git", r, true)
			say("container", r, true)
			if l == layer.Name || l == layer.Connect {
				r.Via = "proxy.acme.example:3128"
				say("host", r, false)
				say("git", r, true)
			}
			if l == layer.Trust && why == layer.Untrusted {
				r.Via = "proxy.acme.example:3128"
				say("npm", r, true)
				say("git", layer.Result{Layer: l, Reason: why}, false)
			}
		}
	}
	golden := filepath.Join("testdata", "sentences.txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	wanted, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text.String() != string(wanted) {
		t.Errorf("the sentences are now:\n%s", text.String())
	}
}
