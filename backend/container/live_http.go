package container

import (
	"context"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	// speakLimit bounds one question whether a port speaks HTTP.
	speakLimit = time.Second
	// speakEvery is how long is waited before a port that did not answer is asked
	// again, and speakTries how often: a service may take its time to start.
	speakEvery = 2 * time.Second
	speakTries = 8
)

// speakOtherwise returns the ports of services that are known not to speak HTTP.
// They are not asked: a database would log each question as an error.
func speakOtherwise() []string {
	return []string{
		"21", "22", "25", "53", "110", "143", "389", "465", "587", "636",
		"1025", "1433", "1521", "1883", "2181", "3306", "4222", "5432", "5672",
		"6379", "6380", "7687", "9042", "9092", "11211", "26257", "27017", "33060",
	}
}

// door is a port of one start of a container.
type door struct {
	container string
	began     time.Time
	public    int
}

// speaking are the ports of the containers that run which were asked whether they
// speak HTTP, each with the address that opens it; empty while that is not known,
// and where something else is spoken there.
type speaking map[door]string

// put writes into the services where their ports can be opened.
func (k speaking) put(services []Service) {
	for i := range services {
		for j := range services[i].Ports {
			services[i].Ports[j].Address = k[doorOf(services[i], services[i].Ports[j])]
		}
	}
}

func doorOf(s Service, p Port) door { return door{s.ID, s.Began, p.Public} }

// asked reports whether a port may be asked at all: it leads to this machine's
// own loopback, and is not known to speak something else.
func (p Port) asked() bool {
	private, protocol, _ := strings.Cut(p.Private, "/")
	here := p.Host == "" || p.Host == "0.0.0.0" || p.Host == "::" || isLoopback(p.Host)
	return protocol == "tcp" && here && !slices.Contains(speakOtherwise(), private)
}

// askLocked has the ports asked that are not known yet. The caller holds l.mu.
func (l *Live) askLocked() {
	if l.ctx == nil || l.ctx.Err() != nil {
		return
	}
	current := map[door]bool{}
	for step, sight := range l.sights {
		for _, s := range sight.Services {
			for _, p := range s.Ports {
				at := doorOf(s, p)
				current[at] = true
				if _, asked := l.speaks[at]; !asked && p.asked() {
					l.speaks[at] = ""
					ctx := l.ctx
					l.tasks.Go(func() { l.hearOut(ctx, step, at, p) })
				}
			}
		}
	}
	for at := range l.speaks {
		if !current[at] {
			delete(l.speaks, at)
		}
	}
}

// hearOut asks a port until it has answered, is gone, or has been asked often
// enough.
func (l *Live) hearOut(ctx context.Context, step string, at door, p Port) {
	for range speakTries {
		address, answered := speaks(ctx, p)
		if answered {
			l.mu.Lock()
			sight := l.sights[step]
			if _, open := l.speaks[at]; open && address != "" {
				l.speaks[at] = address
				// What others were handed is not changed under them.
				sight.Services = clonePorts(sight.Services)
				l.speaks.put(sight.Services)
				l.sights[step] = sight
				l.changedLocked()
			}
			l.mu.Unlock()
			if address != "" {
				l.tell.Changed(step)
			}
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(speakEvery):
		}
		l.mu.Lock()
		_, open := l.speaks[at]
		l.mu.Unlock()
		if !open {
			return
		}
	}
}

func clonePorts(services []Service) []Service {
	cloned := make([]Service, len(services))
	for i, s := range services {
		s.Ports = append([]Port(nil), s.Ports...)
		cloned[i] = s
	}
	return cloned
}

// speaks asks a port of this machine once for its first page. It returns the
// address that opens it, empty where something else is spoken there, and whether
// anything answered. Nothing but loopback is asked, and no redirect is followed.
func speaks(ctx context.Context, p Port) (address string, answered bool) {
	host := p.Host
	switch host {
	case "", "0.0.0.0":
		host = loopback
	case "::":
		host = "::1"
	}
	at := net.JoinHostPort(host, strconv.Itoa(p.Public))
	ctx, cancel := context.WithTimeout(ctx, speakLimit)
	defer cancel()
	transport := &http.Transport{Proxy: nil, DisableKeepAlives: true, DialContext: (&net.Dialer{Control: onlyLoopback}).DialContext}
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+at+"/", nil)
	if err != nil {
		return "", true
	}
	response, err := transport.RoundTrip(request)
	switch {
	case err == nil:
		defer func() { _ = response.Body.Close() }()
		if response.StatusCode == http.StatusBadRequest && response.Header.Get("Content-Length") != "0" && saysTLS(response) {
			return "https://" + at + "/", true
		}
		return "http://" + at + "/", true
	case strings.Contains(err.Error(), "malformed HTTP"):
		return "", true
	default:
		// Docker's proxy accepts a connection before the service listens, and
		// closes it again: that is no answer.
		return "", false
	}
}

// saysTLS reports whether a server answered that it speaks only HTTPS.
func saysTLS(response *http.Response) bool {
	start := make([]byte, 1<<10)
	n, _ := response.Body.Read(start)
	text := strings.ToLower(string(start[:n]))
	return strings.Contains(text, "http request to an https server") || strings.Contains(text, "plain http request was sent to https port")
}
