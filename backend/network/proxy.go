package network

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"firstlight/backend/check"
)

// proxyLimit bounds one observation of the proxies.
const proxyLimit = 30 * time.Second

// The codes of Proxy's findings.
const (
	// ProxyUnreadable: a setting is no address of a proxy.
	ProxyUnreadable = "proxy/unreadable"
	// ProxyCase: a variable and the same in capitals say different things.
	ProxyCase = "proxy/upper-and-lower-case"
	// ProxyNoAnswer: a proxy that is set does not answer.
	ProxyNoAnswer = "proxy/no-answer"
	// ProxySelf: containers are told of a proxy that only this machine reaches.
	ProxySelf = "proxy/container-itself"
	// ProxyDiffers: programs are told of different proxies.
	ProxyDiffers = "proxy/differs"
	// ProxyMissing: the container engine is not told of the proxy.
	ProxyMissing = "proxy/missing"
	// ProxyExceptions: a list of exceptions is not as programs read it.
	ProxyExceptions = "proxy/exceptions"
	// ProxyOffline: there is no network, so that nothing can be said.
	ProxyOffline = "proxy/offline"
)

// proxies observes the claim that what programs are told of proxies fits.
type proxies struct {
	*Network

	mu   sync.Mutex
	seen diagnosis
}

// Proxy returns the check that what the environment, git, npm, pip, Docker and
// apt are told of proxies can be read, agrees, and leads to proxies that
// answer. Where nothing is set it holds.
func (n *Network) Proxy() check.Check {
	p := &proxies{Network: n}
	return check.Check{
		Observe: p.observe,
		Fixes:   p.fixes,
		Watch:   check.Watch{Paths: n.env().proxyFiles(), Every: lookAgain},
		Limit:   proxyLimit,
	}
}

// proxyFiles are the files that name proxies.
func (e environment) proxyFiles() []string {
	files := append(e.gitFiles(), e.npmFile(), filepath.Join(e.dockerFolder(), "config.json"))
	files = append(files, e.pipFiles()...)
	return append(files, aptFiles()...)
}

func (p *proxies) fixes(f check.Finding) []check.Fix {
	p.mu.Lock()
	defer p.mu.Unlock()
	if f.Code == "" || f.Code != p.seen.code {
		return nil
	}
	return p.seen.fixes
}

func (p *proxies) observe(ctx context.Context, _ check.Output) check.Finding {
	finding, fixes := p.look(ctx)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = diagnosis{code: finding.Code, fixes: fixes}
	return finding
}

// look gathers what is set and judges it: what cannot be read comes before what
// does not answer, and that before what does not agree.
func (p *proxies) look(ctx context.Context) (check.Finding, []check.Fix) {
	s := p.settings(ctx)
	if len(s.entries) == 0 {
		return check.Hold("No proxy is set anywhere, so that programs go directly"), nil
	}
	for _, judge := range []func(context.Context) (check.Finding, []check.Fix, bool){
		s.unreadable, s.cases, s.answers, s.selves, s.differing, s.missing, s.exceptions,
	} {
		if finding, fixes, ill := judge(ctx); ill {
			finding.Hosts = s.hosts()
			return finding, fixes
		}
	}
	if ctx.Err() != nil {
		return check.CannotTell("proxy/stopped", "The proxies were not asked before the time was over"), nil
	}
	good := s.good()
	good.Hosts = s.hosts()
	return good, nil
}
