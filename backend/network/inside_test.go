package network_test

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/network"
	"firstlight/backend/network/networktest"
	"firstlight/backend/process"
)

// inside returns what runs the real probe as a container would: with no
// environment but the variables given.
func inside(t *testing.T, env ...string) network.Inside {
	t.Helper()
	probe, err := makeProbe()
	if err != nil {
		t.Fatal(err)
	}
	return func(ctx context.Context, hosts []string) ([]byte, error) {
		result, err := process.New(env).Run(ctx, process.Spec{Args: append([]string{probe}, hosts...)})
		return []byte(result.Stdout), err
	}
}

func TestContainersThatDoNotKnowTheCompany(t *testing.T) {
	t.Parallel()
	company := networktest.NewAuthority(t, "Acme Proxy CA")
	const host = "harbour.test"
	proxy := (&networktest.Proxy{Intercept: company}).Start(t)
	b := newBench(t, "https_proxy=http://"+proxy, "SSL_CERT_FILE="+networktest.File(t, company))
	b.run("git", "config", "--global", "http.sslCAInfo", networktest.File(t, company))
	config := b.config()
	config.Inside = inside(t, "https_proxy=http://"+proxy)
	// Nothing on this machine could change it, so that it is not held against it.
	f := observe(t, network.New(config).Reach(network.Spec{Hosts: []string{host}}))
	want(t, f, "", host+" is reached from this machine, git and a container")
	if got := fact(t, f, host); got != "reached from this machine and git; a container: reached; the certificate is the company's, which an image does not know by itself" {
		t.Errorf("%s: %s", host, got)
	}
	// It is what a journey asks for that names containers.
	f = observe(t, network.New(config).Reach(network.Spec{Hosts: []string{host}, From: []string{"container"}}))
	want(t, f, "network/container-trust", host+": the proxy connects, but a container does not trust the certificate of Acme Proxy CA")
	if got := fact(t, f, "What to do"); !strings.Contains(got, "update-ca-certificates") {
		t.Errorf("what to do: %s", got)
	}
}

func TestContainersThatAreNotToldOfTheProxy(t *testing.T) {
	t.Parallel()
	plain := networktest.HTTP(t, nil)
	proxy := (&networktest.Proxy{Hosts: map[string]string{"harbour.test:80": plain}}).Start(t)
	const before = `{"auths": {"registry.test": {"auth": "c2VjcmV0"}}}`
	for name, test := range map[string]struct{ file, undone string }{
		"which have no settings": {},
		"beside what is set":     {file: before + "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, port, _ := strings.Cut(proxy, ":")
			b := newBench(t, "http_proxy=http://proxy.test:"+port, "no_proxy=.acme.example")
			if test.file != "" {
				b.write(".docker/config.json", test.file)
			}
			config := b.config()
			config.NameServer = networktest.Names(t, map[string]string{"proxy.test": "127.0.0.1"})
			config.Inside = inside(t, "http_proxy=http://"+networktest.Closed(t))
			f := observe(t, network.New(config).Reach(network.Spec{Hosts: []string{"http://harbour.test"}, From: []string{"host", "container"}}))
			if f.Code != "network/container-connect" || !strings.Contains(f.Summary, "this machine reaches it, but a container finds that the proxy ") {
				t.Fatalf("found %s: %s", f.Code, f.Summary)
			}
			if got := fact(t, f, "What to do"); !strings.Contains(got, "is the container itself") {
				t.Errorf("what to do: %s", got)
			}
			// A container that goes directly lacks the proxy.
			config.Inside = answering(`[{"host": "http://harbour.test", "layer": "name", "reason": "no-name-server"}]`)
			c := network.New(config).Reach(network.Spec{Hosts: []string{"http://harbour.test"}, From: []string{"host", "container"}})
			f = observe(t, c)
			want(t, f, "network/container-name", "http://harbour.test: this machine reaches it, but a container finds that the name server does not answer")
			fix := b.apply(c, f)
			got := b.read(".docker/config.json")
			entry := `"proxies": {"default":{"httpProxy":"http://proxy.test:` + port + `","noProxy":".acme.example"}}`
			if !strings.Contains(got, entry) || !json.Valid([]byte(got)) || test.file != "" && !strings.Contains(got, `"auth": "c2VjcmV0"`) {
				t.Errorf("the settings are now %s", got)
			}
			if strings.Contains(fix.Preview(nil)[0].String(), "c2VjcmV0") {
				t.Error("the plan shows what is secret in the settings")
			}
			b.undo(fix)
			after, err := os.ReadFile(b.home + "/.docker/config.json")
			if string(after) != test.file || (err != nil) != (test.file == "") {
				t.Errorf("after the undo: %q, %v", after, err)
			}
		})
	}
}

// answering returns what a container answered once.
func answering(text string) network.Inside {
	return func(context.Context, []string) ([]byte, error) { return []byte(text), nil }
}

func TestContainersWhoseAnswerCannotBeRead(t *testing.T) {
	t.Parallel()
	const host = "harbour.test:1"
	for _, text := range []string{"", "exec format error", "[]", `[{"host":"a"},{"host":"b"}]`} {
		b := newBench(t)
		config := b.config()
		config.NameServer = networktest.Names(t, map[string]string{"harbour.test": "127.0.0.1"})
		config.Inside = answering(text)
		f := observe(t, network.New(config).Reach(network.Spec{Hosts: []string{host}, From: []string{"container"}}))
		if f.Status != check.Unknown || f.Code != network.Untold {
			t.Errorf("%q: found %s %s: %s", text, f.Status, f.Code, f.Summary)
		}
	}
}

func TestThisMachineIsAnotherInsideAContainer(t *testing.T) {
	t.Parallel()
	host := networktest.Silent(t)
	b := newBench(t)
	config := b.config()
	config.Inside = inside(t)
	f := observe(t, network.New(config).Reach(network.Spec{Hosts: []string{host}}))
	want(t, f, "", host+" is reached from this machine")
	f = observe(t, network.New(config).Reach(network.Spec{Hosts: []string{host}, From: []string{"container"}}))
	if f.Status != check.Unknown || f.Code != network.Untold || f.Summary != host+" cannot be tried from a container" {
		t.Errorf("found %s %s: %s", f.Status, f.Code, f.Summary)
	}
}
