package container

import (
	"context"
	"strings"
	"sync"
	"time"

	"firstlight/backend/process"
)

// LogNews says that a log has grown.
type LogNews struct {
	Step string
	Key  Key
	// First and Next are the numbers of the oldest line that is kept and of the
	// one that comes next.
	First, Next int
}

// LogAsk says which part of a log somebody looks at.
type LogAsk struct {
	// From is the number of the first line wanted; less than zero means so many
	// lines before the end. Count is how many lines are wanted.
	From, Count int
	// Hold keeps lines from From on from being let go of for a while: somebody
	// reads them. What is printed meanwhile waits.
	Hold bool
}

// LogPart is a part of a log.
type LogPart struct {
	// From is the number of the first of Lines.
	From  int
	Lines []LogLine
	// First and Next are the numbers of the oldest line that is kept and of the
	// one that comes next.
	First, Next int
	// Waits says that nothing is read now, since somebody holds what is kept.
	Waits bool
	// Settled says that all has been read that there is for now; until then it
	// may be that nothing has come yet.
	Settled bool
}

// countLimit is the most lines that are handed out at once.
const countLimit = 1000

// logsAtMost is how many logs are read at a time.
const logsAtMost = 16

type logKey struct {
	step string
	Key
}

// follower reads the log of one service while somebody asks for it.
type follower struct {
	live *Live
	key  logKey

	mu   sync.Mutex
	ring ring
	// wanted is until when the log is wanted, held until when its lines are not to
	// be let go of from the number on.
	wanted, held time.Time
	from         int
	waits        bool
	settled      bool
	// told is when it was last told that the log has grown; timer tells of it
	// later.
	told  time.Time
	timer *time.Timer
}

// Log returns a part of the log of a service, and has it read from now on as long
// as it is asked for again within some seconds.
func (l *Live) Log(step string, key Key, ask LogAsk) LogPart {
	f := l.follow(logKey{step, key})
	if f == nil {
		return LogPart{Lines: []LogLine{}}
	}
	return f.part(ask)
}

// Search returns the numbers of the lines of a log that contain a text, whatever
// the case of its letters, oldest first.
func (l *Live) Search(step string, key Key, text string) []int {
	f := l.follow(logKey{step, key})
	found := []int{}
	if f == nil || text == "" {
		return found
	}
	text = strings.ToLower(text)
	f.mu.Lock()
	defer f.mu.Unlock()
	first, lines := f.ring.slice(f.ring.first, f.ring.next())
	for i, line := range lines {
		if strings.Contains(strings.ToLower(bare(line.Text)), text) {
			found = append(found, first+i)
		}
	}
	return found
}

// bare returns a line without the commands to a terminal in it.
func bare(text string) string {
	if !strings.Contains(text, "\x1b") {
		return text
	}
	return process.Uncoloured(text)
}

// follow returns what reads a log, and begins to where nobody did. It is nil
// where nothing is followed any more.
func (l *Live) follow(key logKey) *follower {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.logs[key]
	if f == nil {
		if l.ctx == nil || l.ctx.Err() != nil {
			return nil
		}
		l.makeRoomLocked()
		f = &follower{live: l, key: key, wanted: time.Now().Add(patience)}
		l.logs[key] = f
		ctx := l.ctx
		l.tasks.Go(func() { f.run(ctx) })
	}
	f.want()
	return f
}

// makeRoomLocked has the log no longer read that has not been asked for for the
// longest time, where there are too many. The caller holds l.mu.
func (l *Live) makeRoomLocked() {
	if len(l.logs) < logsAtMost {
		return
	}
	var oldest *follower
	for _, f := range l.logs {
		if oldest == nil || f.wantedUntil().Before(oldest.wantedUntil()) {
			oldest = f
		}
	}
	delete(l.logs, oldest.key)
	oldest.unwant()
}

// drop forgets a log that is no longer read.
func (l *Live) drop(f *follower) {
	l.mu.Lock()
	if l.logs[f.key] == f {
		delete(l.logs, f.key)
	}
	l.mu.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.timer != nil {
		f.timer.Stop()
	}
}

// change returns what is closed at the next change of a sight.
func (l *Live) change() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.changed
}

func (f *follower) want() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wanted = time.Now().Add(patience)
}

func (f *follower) unwant() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wanted = time.Time{}
}

func (f *follower) wantedUntil() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.wanted
}

func (f *follower) part(ask LogAsk) LogPart {
	f.mu.Lock()
	defer f.mu.Unlock()
	count := min(max(ask.Count, 0), countLimit)
	from := ask.From
	if from < 0 {
		from = f.ring.next() - count
	}
	if ask.Hold {
		f.held, f.from = time.Now().Add(patience), from
	} else {
		f.held = time.Time{}
	}
	p := LogPart{First: f.ring.first, Next: f.ring.next(), Waits: f.waits, Settled: f.settled}
	p.From, p.Lines = f.ring.slice(from, from+count)
	return p
}

// take keeps a line. Where somebody reads what would have to be let go of for
// it, it waits. It reports false once she reads no more, as the log has gone on
// meanwhile without being read.
func (f *follower) take(ctx context.Context, line LogLine) bool {
	f.mu.Lock()
	for f.holdsLocked(line) {
		f.waits = true
		f.mu.Unlock()
		select {
		case <-ctx.Done():
			return true
		case <-time.After(newsEvery):
		}
		f.mu.Lock()
	}
	defer f.mu.Unlock()
	if f.waits {
		f.waits = false
		if !time.Now().Before(f.held) {
			return false
		}
	}
	f.ring.add(line)
	f.tellLocked()
	return true
}

// holdsLocked reports whether a line has to wait for somebody who reads the
// oldest lines. The caller holds f.mu.
func (f *follower) holdsLocked(line LogLine) bool {
	return time.Now().Before(f.held) && f.ring.full(len(line.Text)) && f.from <= f.ring.first
}

// mark says something of the log in its own place.
func (f *follower) mark(sentence string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ring.add(LogLine{Text: sentence, At: time.Now(), Mark: true})
	f.tellLocked()
}

// settle says whether all has been read that there is for now.
func (f *follower) settle(settled bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.settled != settled {
		f.settled = settled
		f.tellLocked()
	}
}

// tellLocked tells that the log has grown, at most every now and then. The caller
// holds f.mu.
func (f *follower) tellLocked() {
	if f.timer == nil {
		f.timer = time.AfterFunc(max(0, newsEvery-time.Since(f.told)), f.tellNow)
	}
}

func (f *follower) tellNow() {
	f.mu.Lock()
	f.timer, f.told = nil, time.Now()
	news := LogNews{Step: f.key.step, Key: f.key.Key, First: f.ring.first, Next: f.ring.next()}
	f.mu.Unlock()
	f.live.tell.Printed(news)
}
