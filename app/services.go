package app

import (
	"cmp"
	"fmt"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/progress"
)

// Services are what the journey runs as services, step by step.
type Services struct {
	Groups []ServiceGroup `json:"groups"`
	// AtQuit says what becomes of those that Firstlight started when it is closed:
	// "stay" or "stop".
	AtQuit string `json:"at_quit"`
	// AtQuitOptions are what there is to choose of that.
	AtQuitOptions []Option `json:"at_quit_options"`
}

// ServiceGroup is the services of one step.
type ServiceGroup struct {
	Step  string `json:"step"`
	Title string `json:"title"`
	// SeenAt is when they were last seen so; empty until then.
	SeenAt string `json:"seen_at"`
	// Away says why the engine cannot be asked now, Problem why the file that
	// describes the services cannot be read; each may be empty.
	Away     string    `json:"away"`
	Problem  string    `json:"problem"`
	Services []Service `json:"services"`
}

// Service is one container of a service, or the service while it has none.
type Service struct {
	// ID names it among all that are shown.
	ID   string `json:"id"`
	Step string `json:"step"`
	// Name is the service and Number which of its containers this is; Called is
	// both, as a person says it.
	Name   string `json:"name"`
	Number int    `json:"number"`
	Called string `json:"called"`
	// Container is the name of its container; empty while there is none.
	Container string `json:"container"`
	// Mode is how it fares, such as "healthy".
	Mode string `json:"mode"`
	// Up says that it does its work now.
	Up    bool   `json:"up"`
	Image string `json:"image"`
	// BeganAt is when it was started last, EndedAt when it ended.
	BeganAt  string `json:"began_at"`
	EndedAt  string `json:"ended_at"`
	Restarts int    `json:"restarts"`
	Exit     int    `json:"exit"`
	// OutOfMemory says that it was ended for using more memory than it may.
	OutOfMemory bool `json:"out_of_memory"`
	// Ours says that Firstlight started it.
	Ours  bool   `json:"ours"`
	Ports []Port `json:"ports"`
	// Reason is what the engine or the health check says of it, Last the end of
	// what it printed where it has failed.
	Reason string `json:"reason"`
	Last   string `json:"last"`
	// Known is the known failure that the last lines tell of; nil without one.
	Known *check.KnownFailure `json:"known"`
	// MemoryLimit is in bytes and CPULimit in cores; 0 means as much as there is.
	MemoryLimit int64   `json:"memory_limit"`
	CPULimit    float64 `json:"cpu_limit"`
	// Acts are what can be done with it, each to be run as a fix of its step.
	Acts []Fix `json:"acts"`
	// Refusal says why something is not done with it; nil where nothing is refused.
	Refusal *Refusal `json:"refusal"`
	// Run is the act under way, or else the last, as long as the service is as it was
	// then; nil when there is none.
	Run *Run `json:"run"`
}

// Port is a port of this machine that leads to a service.
type Port struct {
	// Where is the address and port on this machine, Private the service's own
	// port, such as "8080/tcp".
	Where   string `json:"where"`
	Private string `json:"private"`
	// Address opens it in a browser; empty where it speaks something else.
	Address string `json:"address"`
}

// Refusal says why nothing is done, and what a person would type herself.
type Refusal struct {
	Reason   string   `json:"reason"`
	Commands []string `json:"commands"`
}

// LogLine is one line of the log of a service.
type LogLine struct {
	Text string `json:"text"`
	At   string `json:"at"`
	// Wrong says that it was printed on the standard error, Mark that Firstlight
	// says it of the log.
	Wrong bool `json:"wrong"`
	Mark  bool `json:"mark"`
}

// LogPart is a part of the log of a service.
type LogPart struct {
	// From is the number of the first of Lines.
	From  int       `json:"from"`
	Lines []LogLine `json:"lines"`
	// First and Next are the numbers of the oldest line that is kept and of the
	// one that comes next.
	First int `json:"first"`
	Next  int `json:"next"`
	// Waits says that nothing is read while somebody holds what is kept.
	Waits bool `json:"waits"`
	// Settled says that all has been read that there is for now.
	Settled bool `json:"settled"`
}

// Usage is what a service uses of the machine.
type Usage struct {
	// ID is the service's.
	ID string `json:"id"`
	// CPU is how many cores it keeps busy; less than 0 while that is not known.
	CPU float64 `json:"cpu"`
	// Memory is in bytes.
	Memory int64 `json:"memory"`
}

// LogGrown tells a face that a log has grown.
type LogGrown struct {
	// ID is the service's.
	ID    string `json:"id"`
	First int    `json:"first"`
	Next  int    `json:"next"`
}

// Leaving tells a face that it is about to close, and what is waited for.
type Leaving struct {
	// Services says that services are being stopped.
	Services bool `json:"services"`
}

// Services returns what the journey runs as services, as far as it is known.
func (a *App) Services() (Services, error) {
	g, err := a.started()
	if err != nil {
		return Services{}, err
	}
	view, err := g.Services(a.ctx)
	if err != nil {
		return Services{}, explain(err)
	}
	return translateServices(view), nil
}

// ServiceLog returns a part of the log of a service: so many lines from a number
// on, or before its end for a number below zero. hold keeps them for a while.
func (a *App) ServiceLog(step, name string, number, from, count int, hold bool) (LogPart, error) {
	g, err := a.started()
	if err != nil {
		return LogPart{}, err
	}
	part, err := g.ServiceLog(step, guide.ServiceKey{Name: name, Number: number}, guide.LogAsk{From: from, Count: count, Hold: hold})
	if err != nil {
		return LogPart{}, explain(err)
	}
	shown := LogPart{From: part.From, Lines: []LogLine{}, First: part.First, Next: part.Next, Waits: part.Waits, Settled: part.Settled}
	for _, line := range part.Lines {
		shown.Lines = append(shown.Lines, LogLine{Text: line.Text, At: moment(line.At), Wrong: line.Wrong, Mark: line.Mark})
	}
	return shown, nil
}

// SearchServiceLog returns the numbers of the lines of a log that contain a text.
func (a *App) SearchServiceLog(step, name string, number int, text string) ([]int, error) {
	g, err := a.started()
	if err != nil {
		return nil, err
	}
	found, err := g.SearchServiceLog(step, guide.ServiceKey{Name: name, Number: number}, text)
	return list(found), explain(err)
}

// ServiceUsage looks at what the services of a step use of the machine.
func (a *App) ServiceUsage(step string) ([]Usage, error) {
	g, err := a.started()
	if err != nil {
		return nil, err
	}
	used, err := g.ServiceUsage(a.ctx, step)
	if err != nil {
		return nil, explain(err)
	}
	all := []Usage{}
	for key, u := range used {
		all = append(all, Usage{ID: serviceID(step, key), CPU: u.CPU, Memory: u.Memory})
	}
	slices.SortFunc(all, func(a, b Usage) int { return cmp.Compare(a.ID, b.ID) })
	return all, nil
}

func serviceID(step string, key guide.ServiceKey) string {
	return fmt.Sprintf("%s/%s/%d", step, key.Name, key.Number)
}

func translateServices(v guide.ServicesView) Services {
	shown := Services{Groups: []ServiceGroup{}, AtQuit: string(v.AtQuit), AtQuitOptions: translateOptions(guide.QuitOptions())}
	for _, g := range v.Groups {
		group := ServiceGroup{
			Step: g.Step, Title: g.Title, SeenAt: moment(g.At), Away: sentence(g.Away), Problem: sentence(g.Problem), Services: []Service{},
		}
		for _, s := range g.Services {
			group.Services = append(group.Services, translateService(g.Step, s))
		}
		shown.Groups = append(shown.Groups, group)
	}
	return shown
}

func translateService(step string, s guide.ServiceView) Service {
	t := Service{
		ID: serviceID(step, s.Key()), Step: step, Name: s.Name, Number: s.Number, Called: s.Called(), Container: s.Container,
		Mode: string(s.Mode), Up: s.Mode.Up(), Image: s.Image, BeganAt: moment(s.Began), EndedAt: moment(s.Ended),
		Restarts: s.Restarts, Exit: s.Exit, OutOfMemory: s.OutOfMemory, Ours: s.Ours, Ports: []Port{},
		Reason: s.Reason, Last: s.Last, Known: s.Known, MemoryLimit: s.MemoryLimit, CPULimit: s.CPULimit, Acts: []Fix{},
	}
	for _, p := range s.Ports {
		t.Ports = append(t.Ports, Port{Where: fmt.Sprintf("%s:%d", p.Host, p.Public), Private: p.Private, Address: p.Address})
	}
	for _, act := range s.Acts {
		t.Acts = append(t.Acts, translateFix(act))
	}
	if s.Refusal.Reason != "" {
		t.Refusal = &Refusal{Reason: s.Refusal.Reason, Commands: texts(s.Refusal.Commands)}
	}
	switch {
	case s.Running != nil:
		t.Run = begun(*s.Running, s.Mine, s.Usual)
	case s.LastAct != nil:
		t.Run = ended(&s.LastAct.Work)
		t.Run.EndedAt = moment(s.LastAct.EndedAt)
	}
	return t
}

func begun(r progress.Running, mine bool, takes progress.Usual) *Run {
	return &Run{ID: r.Run, Use: string(r.Use), Fix: r.Fix, Title: r.Title, BeganAt: moment(r.BeganAt), Mine: mine, Usual: usual(takes)}
}
