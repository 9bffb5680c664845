package network_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/network"
	"firstlight/backend/network/networktest"
	"firstlight/backend/process"
)

// engine answers what the container engine is told of proxies.
func engine(http, https, no string) network.Daemon {
	return func(context.Context) (string, string, string, error) { return http, https, no, nil }
}

// proxy observes the claim once, with the limits of a test.
func (b *bench) proxy(daemon network.Daemon) (check.Check, check.Finding) {
	b.Helper()
	config := b.config()
	config.Daemon = daemon
	config.NameServer = networktest.Names(b.T, map[string]string{"proxy.test": "127.0.0.1", "other.test": "127.0.0.1"})
	c := network.New(config).Within(2 * time.Second).Proxy()
	return c, observe(b.T, c)
}

// at returns the address of a proxy under a name that is not this machine's.
func at(name, address string) string {
	_, port, _ := strings.Cut(address, ":")
	return "http://" + name + ":" + port
}

func TestNoProxyAnywhere(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	_, f := b.proxy(engine("", "", ""))
	want(t, f, "", "No proxy is set anywhere, so that programs go directly")
	b = newBench(t, "NO_PROXY=.acme.example")
	_, f = b.proxy(nil)
	want(t, f, "", "No proxy is set, but only exceptions to one, so that programs go directly")
}

func TestProxiesThatAgree(t *testing.T) {
	t.Parallel()
	proxy := (&networktest.Proxy{User: "ada", Password: "sesame"}).Start(t)
	other := (&networktest.Proxy{}).Start(t)
	_, port, _ := strings.Cut(proxy, ":")
	via := at("proxy.test", proxy)
	for name, test := range map[string]struct {
		env     []string
		files   map[string]string
		git     string
		daemon  network.Daemon
		install []string
		summary string
	}{
		"the environment alone": {
			env:     []string{"https_proxy=" + via},
			summary: "Your environment goes through the proxy proxy.test:" + port + ", which answers",
		},
		"both spellings": {
			env:     []string{"https_proxy=" + via, "HTTPS_PROXY=proxy.test:" + port, "NO_PROXY=a, b", "no_proxy=b,a"},
			summary: "Your environment goes through the proxy proxy.test:" + port + ", which answers",
		},
		"git alone": {git: via, summary: "Git goes through the proxy proxy.test:" + port + ", which answers"},
		"everything": {
			env:     []string{"HTTPS_PROXY=http://ada:sesame@proxy.test:" + port, "HTTP_PROXY=" + via},
			git:     "http://ada:sesame@proxy.test:" + port,
			install: []string{"npm", "pip3", "docker"},
			files: map[string]string{
				".npmrc":               "; mine\nproxy=http://proxy.test:" + port + "\nhttps-proxy = \"http://ada:sesame@proxy.test:" + port + "/\"\n",
				".config/pip/pip.conf": "[global]\n# mine\nproxy = proxy.test:" + port + "\n",
				".docker/config.json":  `{"proxies": {"default": {"httpsProxy": "` + via + `"}}}`,
			},
			daemon:  engine("http://xxxxx:xxxxx@proxy.test:"+port, "http://xxxxx:xxxxx@proxy.test:"+port, "localhost"),
			summary: "Your environment, git, npm, pip, Docker's engine and Docker's containers go through the proxy proxy.test:" + port + ", which answers",
		},
		"a helper of this machine, which containers cannot use": {
			env:     []string{"https_proxy=http://" + proxy},
			daemon:  engine(via, via, ""),
			summary: "2 proxies are set, and all of them answer",
		},
		"Docker Desktop's own": {
			env:     []string{"https_proxy=" + via},
			daemon:  engine("http.docker.internal:3128", "http.docker.internal:3128", "hubproxy.docker.internal"),
			summary: "2 proxies are set, and all of them answer",
		},
		"one for some hosts alone": {
			env:     []string{"https_proxy=" + via},
			summary: "2 proxies are set, and all of them answer",
			files:   map[string]string{".gitconfig": "[http \"https://git.acme.example/\"]\n\tproxy = " + at("other.test", other) + "\n"},
		},
		"what is left over of a program that is not there": {
			env:     []string{"https_proxy=" + via},
			files:   map[string]string{".npmrc": "proxy=htp:/nowhere\n"},
			summary: "Your environment goes through the proxy proxy.test:" + port + ", which answers",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, test.env...)
			for name, text := range test.files {
				b.write(name, text)
			}
			for _, program := range test.install {
				b.install(program)
			}
			if test.git != "" {
				b.run("git", "config", "--global", "http.proxy", test.git)
			}
			_, f := b.proxy(test.daemon)
			want(t, f, "", test.summary)
			if strings.Contains(facts(f), "sesame") {
				t.Errorf("a password is shown:\n%s", facts(f))
			}
		})
	}
}

func TestProxiesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for value, why := range map[string]string{
		"htp://proxy.test:1":        `no proxy is spoken to by "htp://"`,
		"http:/proxy.test:1":        "two slashes belong after its scheme",
		"http://":                   "it names no host",
		"http://proxy.test:http":    "it names no host",
		"http://proxy.test:99999":   `"99999" is no port`,
		"http://proxy.test:":        "its port is missing",
		"http://sesame@a b:1":       "there is a space in it",
		`"http://proxy.test:1"`:     "there are quotes in it",
		"http://$PROXY_HOST:1":      "it names a variable that nothing has filled in",
		"http://ada:sesame@[::1:80": "it names no host",
	} {
		b := newBench(t, "HTTPS_PROXY="+value)
		c, f := b.proxy(nil)
		want(t, f, network.ProxyUnreadable, "HTTPS_PROXY of your environment is no address of a proxy: "+why)
		if fact(t, f, "What to do") == "" || len(c.Fixes(f)) != 0 || strings.Contains(facts(f), "sesame") {
			t.Errorf("%s:\n%s", value, facts(f))
		}
	}
	// A host behind it is not said to be refused by what a program makes of it.
	b := newBench(t, "HTTPS_PROXY=not an address")
	f := observe(t, b.room().Reach(network.Spec{Hosts: []string{"harbour.test"}, From: []string{"host"}}))
	if !strings.HasPrefix(f.Summary, "harbour.test: the proxy that is set is no address") {
		t.Errorf("of a host behind it it says %q", f.Summary)
	}
}

func TestSpellingsThatDiffer(t *testing.T) {
	t.Parallel()
	for _, env := range [][]string{
		{"http_proxy=http://proxy.test:1", "HTTP_PROXY=http://proxy.test:2"},
		{"no_proxy=.acme.example", "NO_PROXY=.acme.example,localhost"},
	} {
		b := newBench(t, env...)
		_, f := b.proxy(nil)
		lower, _, _ := strings.Cut(env[0], "=")
		upper, _, _ := strings.Cut(env[1], "=")
		want(t, f, network.ProxyCase, lower+" and "+upper+" say different things, and it depends on the program which of them counts")
		fact(t, f, "What to do")
	}
}

func TestProxiesThatDoNotAnswer(t *testing.T) {
	t.Parallel()
	gone, silent, greeting := networktest.Closed(t), networktest.Silent(t), networktest.Greeting(t, "SSH-2.0-x\r\n")
	good := (&networktest.Proxy{}).Start(t)
	for address, how := range map[string]string{
		"http://" + gone:     "the proxy " + gone + " refuses the connection",
		"http://" + silent:   "the proxy " + silent + " accepts the connection and then says nothing",
		"http://" + greeting: "the proxy " + greeting + " does not answer as a proxy does",
		"https://" + good:    "the proxy " + good + " cuts the connection",
		"socks5://" + gone:   "the proxy " + gone + " refuses the connection",
		"unknown.test:80":    "the proxy unknown.test:80 is not found: there is no such name",
	} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, "https_proxy="+address)
			c, f := b.proxy(nil)
			want(t, f, network.ProxyNoAnswer, "https_proxy of your environment leads nowhere: "+how)
			if len(c.Fixes(f)) != 0 {
				t.Errorf("fixes: %+v", c.Fixes(f))
			}
			fact(t, f, "What to do")
		})
	}
}

func TestAProxyOfFirstlightsOwnSettingsIsNotBlamedOnTheEnvironment(t *testing.T) {
	t.Parallel()
	gone := "http://" + networktest.Closed(t)
	b := newBench(t, "https_proxy="+gone, "HTTPS_PROXY="+gone, "http_proxy="+gone, "no_proxy=localhost")
	config := b.config()
	config.Chosen = func() string { return gone }
	f := observe(t, network.New(config).Proxy())
	want(t, f, network.ProxyNoAnswer, "The proxy in Firstlight's settings leads nowhere: the proxy "+strings.TrimPrefix(gone, "http://")+" refuses the connection")
	if said := fact(t, f, "What to do"); !strings.Contains(said, "firstlight settings set proxy ''") || strings.Contains(said, process.SetIn) {
		t.Errorf("it advises %q", said)
	}
	if said := fact(t, f, "Firstlight's settings"); said != gone {
		t.Errorf("of the settings it says %q", said)
	}
	if said := fact(t, f, "Your environment"); said != "no_proxy localhost" {
		t.Errorf("of the environment it says %q", said)
	}
}

func TestLeftoversOfAProxyAreTakenAway(t *testing.T) {
	t.Parallel()
	good, gone := at("proxy.test", (&networktest.Proxy{}).Start(t)), "http://"+networktest.Closed(t)
	needs(t, "npm", "apt-get install npm")
	needs(t, "pip3", "apt-get install python3-pip")
	for name, test := range map[string]struct {
		lay       func(*bench)
		who, code string
		env       []string
	}{
		"git's, where nothing else has one": {
			lay: func(b *bench) { b.run("git", "config", "--global", "http.proxy", gone) }, code: network.ProxyNoAnswer,
		},
		"git's": {
			lay: func(b *bench) { b.run("git", "config", "--global", "http.proxy", gone) }, code: network.ProxyNoAnswer,
			env: []string{"https_proxy=" + good},
		},
		"git's, which is another": {
			lay: func(b *bench) {
				b.run("git", "config", "--global", "http.proxy", at("other.test", (&networktest.Proxy{}).Start(t)))
			},
			code: network.ProxyDiffers, env: []string{"https_proxy=" + good},
		},
		"npm's": {
			lay: func(b *bench) { b.run("npm", "config", "set", "https-proxy", gone) }, code: network.ProxyNoAnswer,
			env: []string{"https_proxy=" + good, "PATH=" + os.Getenv("PATH")},
		},
		"pip's": {
			lay: func(b *bench) { b.run("pip3", "config", "--user", "set", "global.proxy", gone) }, code: network.ProxyNoAnswer,
			env: []string{"https_proxy=" + good, "PATH=" + os.Getenv("PATH"), "PYENV_ROOT=" + os.Getenv("PYENV_ROOT")},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, test.env...)
			test.lay(b)
			c, f := b.proxy(nil)
			if f.Code != test.code {
				t.Fatalf("found %s: %s\n%s", f.Code, f.Summary, facts(f))
			}
			fix := b.apply(c, f)
			if after := observe(t, c); after.Status != check.OK {
				t.Errorf("after the fix: %s: %s", after.Code, after.Summary)
			}
			b.undo(fix)
			if after := observe(t, c); after.Code != test.code {
				t.Errorf("after the undo: %s: %s", after.Code, after.Summary)
			}
		})
	}
}

func TestProxiesThatDisagree(t *testing.T) {
	t.Parallel()
	one, two := at("proxy.test", (&networktest.Proxy{}).Start(t)), at("other.test", (&networktest.Proxy{}).Start(t))
	b := newBench(t, "https_proxy="+one)
	b.install("docker")
	b.write(".docker/config.json", `{"proxies": {"default": {"httpsProxy": "`+two+`"}}}`)
	_, f := b.proxy(engine(one, one, ""))
	want(t, f, network.ProxyDiffers, "Your environment goes through the proxy "+one+", but Docker's containers through "+two)
	fact(t, f, "What to do")

	// apt may go through a cache of packages, and is otherwise as the rest.
	b = newBench(t, "https_proxy="+one, "PATH="+os.Getenv("PATH"))
	needs(t, "apt-config", "a system with apt")
	b.set("APT_CONFIG=" + b.write("apt.conf", `Acquire { https { Proxy "`+two+`"; Proxy::deb.acme.example "DIRECT"; }; };`))
	c, f := b.proxy(nil)
	want(t, f, network.ProxyDiffers, "Your environment goes through the proxy "+one+", but apt through "+two)
	fixes := c.Fixes(f)
	if len(fixes) != 1 || fixes[0].Privilege != check.Admin {
		t.Fatalf("fixes: %+v", fixes)
	}
	complete(t, fixes[0])
	if plan := fixes[0].Preview(nil)[0].String(); !strings.Contains(plan, `Acquire::https::Proxy "`+one+`";`) {
		t.Errorf("plan: %s", plan)
	}
}

func TestEngineThatIsNotToldOfTheProxy(t *testing.T) {
	t.Parallel()
	good := at("proxy.test", (&networktest.Proxy{}).Start(t))
	b := newBench(t, "https_proxy="+good, "no_proxy=.acme.example")
	c, f := b.proxy(engine("", "", ""))
	want(t, f, network.ProxyMissing, "Your environment goes through the proxy "+good+", but Docker's engine is not told of it, so that images are not pulled")
	if _, err := os.Stat("/run/systemd/system"); err != nil {
		if got := fact(t, f, "What to do"); !strings.Contains(got, "HTTPS_PROXY in /etc/systemd/system/docker.service.d/http-proxy.conf") {
			t.Errorf("what to do: %s", got)
		}
	} else {
		fixes := c.Fixes(f)
		if len(fixes) != 1 || fixes[0].Privilege != check.Admin {
			t.Fatalf("fixes: %+v", fixes)
		}
		complete(t, fixes[0])
		if plan := fixes[0].Preview(nil)[1].String(); !strings.Contains(plan, `Environment="HTTPS_PROXY=`+good+`"`) || !strings.Contains(plan, "NO_PROXY=.acme.example") {
			t.Errorf("plan: %s", plan)
		}
	}
	for name, daemon := range map[string]network.Daemon{
		"it is told":         engine(good, good, ""),
		"there is no engine": func(context.Context) (string, string, string, error) { return "", "", "", errors.New("no engine") },
	} {
		if _, f := b.proxy(daemon); f.Status != check.OK {
			t.Errorf("%s: found %s: %s", name, f.Code, f.Summary)
		}
	}
	b.set("DOCKER_HOST=tcp://docker.acme.example:2376")
	if _, f := b.proxy(engine("", "", "")); f.Status != check.OK {
		t.Errorf("an engine elsewhere: found %s: %s", f.Code, f.Summary)
	}
}

func TestContainersThatAreToldOfThemselves(t *testing.T) {
	t.Parallel()
	good := (&networktest.Proxy{}).Start(t)
	b := newBench(t)
	b.install("docker")
	b.write(".docker/config.json", `{"proxies": {"default": {"httpsProxy": "http://`+good+`"}}}`)
	_, f := b.proxy(nil)
	want(t, f, network.ProxySelf, "Containers are told of the proxy http://"+good+", which inside a container is the container itself")
}

func TestExceptions(t *testing.T) {
	t.Parallel()
	good := at("proxy.test", (&networktest.Proxy{}).Start(t))
	for list, ill := range map[string]string{
		"localhost,127.0.0.1,.acme.example,10.0.0.0/8,::1,host:8080,*": "",
		" a , b ":            "",
		"*":                  "",
		"*.acme.example":     "a star (*.acme.example)",
		"a;b":                "another separator than a comma (a;b)",
		"a b":                "spaces as separators (a b)",
		"https://a,b/c,10.*": "a whole address (https://a), a path (b/c) and a star (10.*)",
		`"a,b"`:              `quotes ("a) and quotes (b")`,
	} {
		b := newBench(t, "https_proxy="+good, "no_proxy="+list)
		_, f := b.proxy(nil)
		if strings.Contains(list, ",.acme.example") && (!slices.Contains(f.Hosts, ".acme.example") || !slices.Contains(f.Hosts, "proxy.test")) {
			t.Errorf("it names the company by %q", f.Hosts)
		}
		if ill == "" {
			if f.Status != check.OK {
				t.Errorf("%q: found %s: %s", list, f.Code, f.Summary)
			}
			continue
		}
		want(t, f, network.ProxyExceptions, "no_proxy of your environment has what programs do not understand: "+ill)
	}
}
