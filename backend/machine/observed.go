package machine

import (
	"context"
	"sync"

	"firstlight/backend/check"
)

// observed returns a check whose observation also says what would mend what it
// found: a check's Fixes look at nothing themselves.
func observed(observe func(context.Context) (check.Finding, []check.Fix), watch check.Watch) check.Check {
	var mu sync.Mutex
	var code string
	var fixes []check.Fix
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			f, found := observe(ctx)
			mu.Lock()
			defer mu.Unlock()
			code, fixes = f.Code, found
			return f
		},
		Fixes: func(f check.Finding) []check.Fix {
			mu.Lock()
			defer mu.Unlock()
			if f.Holds() || f.Code != code {
				return nil
			}
			return fixes
		},
		Watch: watch,
	}
}
