package guide

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"sync"
	"time"

	"firstlight/backend/progress"
	"firstlight/backend/share/otlp"
	"firstlight/backend/share/telemetry"
	"firstlight/backend/store"
)

const (
	// tellEvery is how often this program looks whether something is due again, and
	// together how long it waits for what follows something that happened.
	tellEvery = 2 * time.Second
	together  = 200 * time.Millisecond
	// tellAgain is how long after the last figures new ones follow while the person
	// works and nothing ended, and how old figures that wait may become: backends
	// take none from long ago.
	tellAgain = 10 * time.Minute
	// lingering is how long a request under way has to end when the face is closed:
	// one that is cut off may have arrived, and is sent again.
	lingering = time.Second
	// lastWord is how long what ended last has to be sent when the face is closed.
	lastWord = 1500 * time.Millisecond
)

// telemetryTopic is the topic of the notice that asks for an answer.
const telemetryTopic = "telemetry"

// teller sends the telemetry of the open onboarding as it comes, for as long as a
// face is open.
type teller struct {
	g *Guide
	// told is the state that was told last.
	told taking
}

// taking is what the state was like when it was told, and when that was.
type taking struct {
	mark string
	seq  int64
	at   time.Time
}

// tell sends in the background what ends, until ctx ends: nothing ever waits for it.
func (g *Guide) tell(ctx context.Context) {
	t := teller{g: g}
	ticker := time.NewTicker(tellEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			// What ended last is told now, or else by the next program.
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
			defer cancel()
			t.round(last)
			return
		case <-g.stirred:
			// What happens together is told together.
			select {
			case <-ctx.Done():
			case <-time.After(together):
			}
		case <-ticker.C:
		}
		if ctx.Err() == nil {
			linger, cancel := lingerOn(ctx, lingering)
			t.round(linger)
			cancel()
		}
	}
}

// lingerOn returns a context that ends a while after ctx.
func lingerOn(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	linger, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(d, cancel) })
	return linger, func() {
		stop()
		cancel()
	}
}

func (t *teller) round(ctx context.Context) {
	if err := t.tell(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, ErrNotOpen) {
		t.g.cfg.Log.WarnContext(ctx, "sending telemetry", "error", err)
	}
}

func (t *teller) tell(ctx context.Context) error {
	now, err := t.g.tellingWhileOpen(ctx)
	if err != nil {
		return err
	}
	t.g.askForTelemetry(now)
	if !now.sends() {
		return nil
	}
	if took, news := t.news(now); news {
		if err := t.g.queueTelemetry(ctx, now); err != nil {
			return err
		}
		t.told = took
	}
	_, err = t.g.sendTelemetry(ctx, now, false)
	return err
}

// tellingWhileOpen is telling also while the face is being closed.
func (g *Guide) tellingWhileOpen(ctx context.Context) (telling, error) {
	g.mu.RLock()
	t := telling{onboarding: g.onboarding, named: g.journey.Telemetry != nil}
	asked := g.journey.Telemetry
	g.mu.RUnlock()
	t.settings, t.problem = telemetry.Read(g.cfg.Env(), asked)
	var err error
	t.record, err = g.cfg.Store.Telemetry(ctx, t.onboarding.ID)
	return t, err
}

// news reports whether something ended since the state was last told or, while the
// person works, some time has passed; and what the state is like now.
func (t *teller) news(now telling) (taking, bool) {
	t.g.mu.RLock()
	state := t.g.state
	t.g.mu.RUnlock()
	if state.Seq == t.told.seq {
		return t.told, false
	}
	took := taking{mark: markOf(state) + now.subject(), seq: state.Seq, at: t.g.cfg.Now()}
	return took, took.mark != t.told.mark || took.at.Sub(t.told.at) >= tellAgain
}

// markOf returns a text that is another one once something has ended.
func markOf(s *progress.State) string {
	var b strings.Builder
	fmt.Fprint(&b, s.Plan.Hash, s.FinishedAt.UnixMilli(), len(s.Notes))
	for _, step := range s.Steps[:s.Way] {
		fmt.Fprint(&b, " ", step.Finding.Holds(), step.HeldAt.UnixMilli(), step.Attempts, step.Failures)
		if step.LastWork != nil {
			fmt.Fprint(&b, step.LastWork.Run)
		}
	}
	return b.String()
}

// askForTelemetry has the faces say that the journey asks for telemetry, until the
// person has answered. A variable that is there for other programs asks nobody.
func (g *Guide) askForTelemetry(t telling) {
	sentence := ""
	switch consent := t.consent(); {
	case t.problem != nil && consent == ConsentYes:
		sentence = "Nothing is sent, since a setting cannot be understood: " + t.problem.Error()
	case t.problem != nil || !t.settings.Sends() || !t.named:
	case consent == ConsentUnasked:
		sentence = "This journey asks to send how your onboarding goes to " + t.host() + ". Nothing leaves unless you say yes: firstlight telemetry on shows all of it first"
	case consent == ConsentChanged:
		sentence = "Where telemetry goes, or as what, has changed, to " + t.host() + ". Nothing leaves until you say yes to that: firstlight telemetry on shows all of it first"
	}
	g.notice(telemetryTopic, sentence)
}

// host returns the machine that telemetry goes to.
func (t telling) host() string {
	u, err := url.Parse(t.settings.Destinations[0].URL)
	if err != nil {
		return t.settings.Destinations[0].URL
	}
	return u.Host
}

// queueTelemetry queues what ended since it was last told of.
func (g *Guide) queueTelemetry(ctx context.Context, t telling) error {
	told, err := g.readTelemetry(ctx, t, t.allowed())
	if err != nil || told.Events() <= t.record.Told || told.Over(t.record.Told) {
		return err
	}
	// Where it is not queued, another program was faster or the answer is another
	// one by now.
	_, err = g.cfg.Store.QueueTelemetry(ctx, t.onboarding.ID, t.record.Subject, t.record.Told, told.Events(), t.due(told, g.clockNow()), queueRoom())
	if err != nil {
		return fmt.Errorf("queueing what is to be sent: %w", err)
	}
	return nil
}

// renewTelemetry has figures that wait for long told as of now.
func (g *Guide) renewTelemetry(ctx context.Context, t telling) error {
	waiting, err := g.cfg.Store.TelemetryQueue(ctx, t.onboarding.ID)
	if err != nil {
		return err
	}
	for _, b := range waiting {
		if b.Signal == string(otlp.Metrics) && g.cfg.Now().Sub(b.QueuedAt) >= tellAgain {
			told, err := g.readTelemetry(ctx, t, t.allowed())
			if err != nil {
				return err
			}
			_, err = g.cfg.Store.QueueTelemetry(ctx, t.onboarding.ID, t.record.Subject, t.record.Told, t.record.Told, t.figures(told, g.clockNow()), queueRoom())
			return err
		}
	}
	return nil
}

// TelemetrySent says what became of the requests of one round.
type TelemetrySent struct {
	// Taken, Refused and Later count the requests, Items the spans and points that
	// were taken and Rejected those that were not.
	Taken, Refused, Later, Items, Rejected int
	// Said is why not all of them were taken.
	Said string
}

// SendTelemetry sends everything that waits and what has ended since, now, however
// often it was put off or refused.
func (g *Guide) SendTelemetry(ctx context.Context) (TelemetrySent, error) {
	t, err := g.telling(ctx)
	if err != nil {
		return TelemetrySent{}, err
	}
	switch {
	case t.problem != nil:
		return TelemetrySent{}, t.problem
	case !t.settings.Sends():
		return TelemetrySent{}, ErrNowhere
	case t.consent() != ConsentYes:
		return TelemetrySent{}, ErrNoConsent
	}
	if err := g.queueTelemetry(ctx, t); err != nil {
		return TelemetrySent{}, err
	}
	return g.sendTelemetry(ctx, t, true)
}

// sendTelemetry sends what is due, or everything where the person asked, as long
// as no other program does.
func (g *Guide) sendTelemetry(ctx context.Context, t telling, asked bool) (sent TelemetrySent, err error) {
	if err := g.renewTelemetry(ctx, t); err != nil {
		return sent, fmt.Errorf("queueing what is to be sent: %w", err)
	}
	// What came of a request is written down also when the face is closed meanwhile.
	keep := context.WithoutCancel(ctx)
	senders := map[otlp.Signal]*telemetry.Sender{}
	defer func() {
		for _, s := range senders {
			s.Close()
		}
		err = errors.Join(err, g.cfg.Store.EndTelemetryLease(keep, t.onboarding.ID, g.session))
	}()
	var anew *int64
	if asked {
		anew = new(int64)
	}
	for ctx.Err() == nil {
		var b *store.TelemetryBatch
		var answer telemetry.Answer
		err := g.sending.one(ctx, func(ctx context.Context) (err error) {
			b, err = g.cfg.Store.NextTelemetry(ctx, t.onboarding.ID, t.record.Subject, g.session, t.lease(), anew)
			if err != nil || b == nil {
				return err
			}
			answer = g.sendBatch(ctx, t, *b, senders)
			return g.keepAnswer(keep, *b, answer, &sent)
		})
		if err != nil || b == nil {
			return sent, err
		}
		if asked {
			*anew = b.ID
			if answer.Outcome == telemetry.Later {
				// The others would fare no better now.
				return sent, nil
			}
		}
	}
	return sent, nil
}

// answerLimit bounds how long a no waits for the answer to a request that is under
// way. Without the answer nobody knows whether it was taken.
const answerLimit = 2 * time.Second

// sending is the request that is under way, of which a program has one at a time.
type sending struct {
	turn chan struct{} // has something in it meanwhile

	mu   sync.Mutex
	stop context.CancelFunc
}

func newSending() *sending { return &sending{turn: make(chan struct{}, 1)} }

// one makes a request: it looks for the person's consent, sends, and records what
// came of it.
func (s *sending) one(ctx context.Context, request func(context.Context) error) error {
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.turn }()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.mu.Lock()
	s.stop = stop
	s.mu.Unlock()
	return request(ctx)
}

// hold returns once no request is under way, and keeps any from beginning until what
// it returns is called. One that takes too long is broken off.
func (s *sending) hold() (release func()) {
	for {
		select {
		case s.turn <- struct{}{}:
			return func() { <-s.turn }
		case <-time.After(answerLimit):
			s.mu.Lock()
			if s.stop != nil {
				s.stop()
			}
			s.mu.Unlock()
		}
	}
}

// lease returns how long a program that sends may be silent before another does.
func (t telling) lease() time.Duration {
	longest := time.Duration(0)
	for _, d := range t.settings.Destinations {
		longest = max(longest, d.Timeout)
	}
	return longest + 30*time.Second
}

func (g *Guide) sendBatch(ctx context.Context, t telling, b store.TelemetryBatch, senders map[otlp.Signal]*telemetry.Sender) telemetry.Answer {
	signal := otlp.Signal(b.Signal)
	if senders[signal] == nil {
		to, ok := t.settings.To(signal)
		if !ok {
			return telemetry.Answer{Outcome: telemetry.Refused, Said: ErrNowhere.Error()}
		}
		s, err := telemetry.NewSender(to, g.cfg.Version, g.cfg.Env())
		if err != nil {
			// A file that is missing may come back.
			return telemetry.Answer{Outcome: telemetry.Later, Said: err.Error()}
		}
		senders[signal] = s
	}
	return senders[signal].Send(ctx, b.Body)
}

// keepAnswer records what became of a request.
func (g *Guide) keepAnswer(ctx context.Context, b store.TelemetryBatch, a telemetry.Answer, sent *TelemetrySent) error {
	sent.Said = a.Said
	switch a.Outcome {
	case telemetry.Taken:
		rejected := min(a.Rejected, b.Items)
		sent.Taken, sent.Items, sent.Rejected = sent.Taken+1, sent.Items+b.Items-rejected, sent.Rejected+rejected
		return g.cfg.Store.TelemetryTaken(ctx, b, rejected, a.Said)
	case telemetry.Refused:
		sent.Refused++
		return g.cfg.Store.TelemetryPut(ctx, b, 0, true, a.Said)
	default:
		sent.Later++
		// Chance keeps many machines from coming back at once; nothing hangs on it.
		wait := max(a.After, telemetry.Backoff(b.Attempts, rand.Float64()))
		return g.cfg.Store.TelemetryPut(ctx, b, wait, false, a.Said)
	}
}
