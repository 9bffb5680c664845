// Package process starts programs: in the environment of the person's own login
// shell, with their output line by line and without secrets, within a time
// limit, and with an end that takes the whole tree of processes along.
package process

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
)

// Runner starts programs in one environment. It is safe for concurrent use.
type Runner struct {
	env    atomic.Pointer[[]string]
	secret atomic.Pointer[Redactor]
	// ready is closed once the environment is the one to start programs in; nil where it
	// is from the beginning.
	ready <-chan struct{}
	// ledger is the folder where it is written down what runs; empty for none.
	ledger string
}

// New returns a runner whose programs start in env, which holds NAME=value
// entries, the later of two with the same name winning. Programs are looked up
// on the PATH of env, not on that of the calling process.
func New(env []string) *Runner {
	r := in(merge(nil, env))
	r.secret.Store(NewRedactor(r.vars()))
	return r
}

// Awaiting returns a runner whose environment is a guess until ready is closed: what is
// looked up meanwhile is looked up in it, but no program starts before.
func Awaiting(env []string, ready <-chan struct{}) *Runner {
	r := New(env)
	r.ready = ready
	return r
}

// Ready reports whether programs may start.
func (r *Runner) Ready() bool {
	select {
	case <-r.ready:
		return true
	default:
		return r.ready == nil
	}
}

// await returns once programs may start; false where ctx ends before.
func (r *Runner) await(ctx context.Context) bool {
	if r.ready == nil {
		return true
	}
	select {
	case <-r.ready:
		return true
	case <-ctx.Done():
		return false
	}
}

// in returns a runner that only looks up programs in an environment.
func in(env []string) *Runner {
	r := &Runner{}
	r.env.Store(&env)
	return r
}

// vars are the variables as they are now; nobody changes them where they stand.
func (r *Runner) vars() []string { return *r.env.Load() }

// Env returns the environment that programs start in.
func (r *Runner) Env() []string { return slices.Clone(r.vars()) }

// SetPath has programs that start from now on looked up on another PATH, and
// reports whether it is another.
func (r *Runner) SetPath(path string) bool {
	env := merge(r.vars(), []string{"PATH=" + path})
	return !slices.Equal(*r.env.Swap(&env), env)
}

// SetEnv has programs that start from now on start in another environment, and
// reports whether it is another.
func (r *Runner) SetEnv(env []string) bool {
	env = merge(nil, env)
	r.secret.Store(NewRedactor(env))
	return !slices.Equal(*r.env.Swap(&env), env)
}

// lookup returns the value of a variable, empty when it is not set.
func (r *Runner) lookup(name string) string {
	for _, v := range r.vars() {
		if n, value, ok := cutVar(v); ok && sameName(n, name) {
			return value
		}
	}
	return ""
}

// merge returns base with vars set on top, each name once, in the order of its
// first appearance.
func merge(base, vars []string) []string {
	merged := make([]string, 0, len(base)+len(vars))
	at := map[string]int{}
	for _, list := range [][]string{base, vars} {
		for _, v := range list {
			name, _, ok := cutVar(v)
			if !ok {
				continue
			}
			key := nameKey(name)
			if i, seen := at[key]; seen {
				merged[i] = v
				continue
			}
			at[key] = len(merged)
			merged = append(merged, v)
		}
	}
	return merged
}

// cutVar splits NAME=value. Windows keeps hidden variables such as "=C:" whose
// name starts with the equals sign.
func cutVar(v string) (name, value string, ok bool) {
	if len(v) < 2 {
		return "", "", false
	}
	i := strings.IndexByte(v[1:], '=')
	if i < 0 {
		return "", "", false
	}
	return v[:i+1], v[i+2:], true
}

func sameName(a, b string) bool { return nameKey(a) == nameKey(b) }

// nameKey is the form in which two names are the same variable.
func nameKey(name string) string {
	if runtime.GOOS == "windows" {
		return strings.ToUpper(name)
	}
	return name
}
