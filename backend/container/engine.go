// Package container is the Docker room: it observes the container engine and
// the services of a compose file, builds and starts those services on consent,
// and knows which containers Firstlight itself started.
//
// It is the only package that talks to Docker's libraries. They keep global
// state, print, and may end the process; what this package uses of them is
// chosen so that none of it reaches the program around it.
package container

import (
	"context"
	"errors"
	"net"
	"net/http"
	"reflect"
	"sync"
	"time"

	"github.com/docker/docker/client"
	mobyclient "github.com/moby/moby/client"

	"firstlight/backend/process"
)

// The labels on everything that Firstlight starts. Only what carries
// StartedLabel is ever stopped or removed by it.
const (
	// StartedLabel is "true" on what Firstlight started.
	StartedLabel = "com.firstlight.started"
	// OnboardingLabel names the onboarding that it was started for.
	OnboardingLabel = "com.firstlight.onboarding"
	// StepLabel names the step that it was started for.
	StepLabel = "com.firstlight.step"
)

// answerLimit bounds one question to the engine.
const answerLimit = 3 * time.Second

// busyLimit bounds a question about one container: while the engine starts or ends it,
// which takes a slow machine seconds, it keeps whoever asks waiting.
const busyLimit = 3 * answerLimit

// Programs are the programs on the person's PATH.
type Programs interface {
	// Find returns the path of the program, or an error when there is none.
	Find(name string) (string, error)
	// Run starts a program and waits for its end.
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
}

// Config is what an Engine needs to know of the machine.
type Config struct {
	// Env returns the environment of the person's own shell, NAME=value, as it is
	// now: she may choose another shell or proxy meanwhile. It says where the engine
	// is, as it does for the docker command, and what compose files go by. It is
	// called often, and from several goroutines.
	Env func() []string
	// Programs finds the programs that fixes would use, and starts what a dev
	// container is to have run on this machine.
	Programs Programs
	// Probe returns the program that runs inside containers to reach hosts, for
	// an architecture as Go names it; nil where there is none.
	Probe func(architecture string) ([]byte, error)
}

// Engine is the container engine that the docker command of this person would
// talk to. It is safe for concurrent use, connects when it is first asked
// something, and connects anew after the engine went away.
type Engine struct {
	variables func() []string
	programs  Programs
	grumbles  *grumbles
	probes    func(architecture string) ([]byte, error)
	// probing has room for one probe at a time.
	probing chan struct{}
	// leftover is the age from which a container of the probe is swept away.
	leftover time.Duration
	// silence is how long nothing may be heard of services that start until that
	// is told.
	silence time.Duration
	// manifests are what registries said of images.
	manifests manifests
	// depot is what registries gave to this program itself.
	depot depot
	// far is what the disk of an engine elsewhere had left.
	far room
	// ends are those of containers.
	ends ends

	mu      sync.Mutex
	session *session
	closed  bool
}

// errClosed says that nothing is asked of the engine any more.
var errClosed = errors.New("the connections to the engine were let go of")

// New returns the engine of the environment; it does not connect yet.
func New(config Config) *Engine {
	return &Engine{
		variables: config.Env,
		programs:  config.Programs,
		grumbles:  hearGrumbles(),
		probes:    config.Probe,
		probing:   make(chan struct{}, 1),
		leftover:  leftoverAge,
		silence:   silenceAfter,
	}
}

// env returns the environment as it is now. Who asks for several variables that belong
// together asks once.
func (e *Engine) env() environment { return readEnvironment(e.variables()) }

// Close lets go of the connections to the engine, and has no new ones made. What
// is asked from then on fails. Services keep running.
func (e *Engine) Close() error {
	e.grumbles.close()
	e.mu.Lock()
	defer e.mu.Unlock()
	e.session.close()
	e.session, e.closed = nil, true
	return nil
}

// session is a connection to the engine at one address.
type session struct {
	address address
	// api asks Firstlight's own questions.
	api *client.Client
	// moby is the client that compose wants to be handed.
	moby *mobyclient.Client
	// ends are what all sessions of the engine have learnt.
	ends *ends
}

// connect returns the session with the engine where the environment now says
// that it is, and makes one if there is none. It returns an *addressError or a
// *reachError.
func (e *Engine) connect(ctx context.Context) (*session, error) {
	at, err := e.locate()
	if err != nil {
		return nil, err
	}
	s, closed := e.current(at)
	switch {
	case closed:
		return nil, errClosed
	case s != nil:
		return s, nil
	}
	s, err = dial(ctx, at, e.env())
	if err != nil {
		return nil, err
	}
	s.ends = &e.ends
	e.mu.Lock()
	// Whoever was quicker may be asking something by now, and a session that is
	// asked after it was closed keeps its connections open.
	first := e.currentLocked(at)
	before, closed := e.session, e.closed
	if first == nil && !closed {
		e.session = s
	}
	e.mu.Unlock()
	switch {
	case closed:
		s.close()
		return nil, errClosed
	case first != nil:
		s.close()
		return first, nil
	}
	before.close()
	return s, nil
}

// current returns the session with the engine at the address, or nil, and
// whether there will be none any more.
func (e *Engine) current(at address) (*session, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.currentLocked(at), e.closed
}

// currentLocked is current for a caller that holds e.mu.
func (e *Engine) currentLocked(at address) *session {
	if e.session == nil || !reflect.DeepEqual(e.session.address, at) {
		return nil
	}
	return e.session
}

// lost drops a session whose question failed, so that the next one is put to
// whatever engine then answers, in the version that it speaks. It returns why
// the engine could not be asked. Of a question that was taken back nothing is to
// be learnt: others may be asking by the same session, and one that is asked
// after it was closed keeps its connections open.
func (e *Engine) lost(ctx context.Context, s *session, err error) error {
	if ctx.Err() != nil {
		return s.failed(ctx, err)
	}
	e.mu.Lock()
	if e.session == s {
		e.session = nil
	}
	e.mu.Unlock()
	s.close()
	return s.failed(ctx, err)
}

// dial reaches the engine at the address and agrees on a version with it.
func dial(ctx context.Context, at address, env environment) (*session, error) {
	options, err := at.ClientOpts()
	if err != nil {
		return nil, &addressError{at: at, err: err}
	}
	moby, err := mobyclient.New(options...)
	if err != nil {
		return nil, &addressError{at: at, err: err}
	}
	reach := moby.Dialer()
	api, err := client.NewClientWithOpts(
		client.WithHTTPClient(&http.Client{
			// Both clients reach the engine the same way: TLS, named pipes
			// and ssh are settled once, by the dialer.
			Transport: &http.Transport{
				DialContext:     func(ctx context.Context, _, _ string) (net.Conn, error) { return reach(ctx) },
				MaxIdleConns:    6,
				IdleConnTimeout: 30 * time.Second,
			},
			CheckRedirect: client.CheckRedirect,
		}),
		client.WithVersion(env.get("DOCKER_API_VERSION")),
	)
	if err != nil {
		return nil, &addressError{at: at, err: err}
	}
	s := &session{address: at, api: api, moby: moby}
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	ping, err := api.Ping(ctx)
	if err != nil {
		s.close()
		return nil, s.failed(ctx, err)
	}
	// The version is settled before the session is shared, so that concurrent
	// questions never see it change.
	api.NegotiateAPIVersionPing(ping)
	return s, nil
}

// close lets the idle connections go; those in use end with their question.
func (s *session) close() {
	if s == nil {
		return
	}
	// Neither client has anything that could fail in letting go.
	_ = s.api.Close()
	_ = s.moby.Close()
}
